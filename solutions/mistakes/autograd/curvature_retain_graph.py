"""curvature_at: missing-gradient

The first derivative is computed without a graph of its own, so it cannot be differentiated again.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    g = torch.autograd.grad(y, t, retain_graph=True)[0]
    return torch.autograd.grad(g, t)[0].item()
