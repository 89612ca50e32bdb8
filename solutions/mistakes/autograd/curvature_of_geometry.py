"""curvature_at: wrong-values

The second derivative is divided by a power of 1 + slope squared: that is the curvature of the
graph's curve, and the second derivative is asked for.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    (first,) = torch.autograd.grad(f(t), t, create_graph=True)
    (second,) = torch.autograd.grad(first, t)
    return (second / (1 + first**2) ** 1.5).item()
