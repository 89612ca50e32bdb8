"""curvature_at: wrong-type

Both derivatives come back in a tuple, where the second alone is asked for.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    second = torch.autograd.grad(first, t)[0]
    return first.item(), second.item()
