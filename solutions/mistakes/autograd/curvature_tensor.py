"""curvature_at: wrong-type

The second derivative comes back as a tensor, where a Python float is asked for.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    second = torch.autograd.grad(first, t)[0]
    return second
