"""linear_mse_gradients: requires-grad-changed

requires_grad of w and b is off after the call, also where it was on before.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w.requires_grad_()
    b.requires_grad_()
    loss = (x @ w + b - y).pow(2).mean()
    grads = torch.autograd.grad(loss, (w, b))
    w.requires_grad_(False)
    b.requires_grad_(False)
    return grads
