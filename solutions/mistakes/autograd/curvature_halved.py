"""curvature_at: wrong-values

The second derivative is divided by 2, as a Taylor coefficient is.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    (first,) = torch.autograd.grad(f(t), t, create_graph=True)
    (second,) = torch.autograd.grad(first, t)
    return second.item() / 2
