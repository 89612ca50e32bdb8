"""fresh_gradient: stale-gradient

autograd.grad returns the gradient and leaves w.grad alone, so the old content stays there.
"""

import torch


def fresh_gradient(loss_fn, w):
    return torch.autograd.grad(loss_fn(w), w)[0]
