"""curvature_at: wrong-values

The first derivative comes back and not the second.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t, create_graph=True)
    torch.autograd.grad(slope, t)
    return slope.item()
