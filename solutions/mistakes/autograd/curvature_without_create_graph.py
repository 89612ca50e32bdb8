"""curvature_at: missing-gradient

The first derivative is computed without a graph of its own, so it cannot be differentiated again.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t)
    (curvature,) = torch.autograd.grad(slope, t)
    return curvature.item()
