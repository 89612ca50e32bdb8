"""curvature_at: missing-gradient

The first derivative leaves the graph before it is differentiated again.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t, create_graph=True)
    slope = slope.detach().requires_grad_()
    (curvature,) = torch.autograd.grad(slope, t)
    return curvature.item()
