"""curvature_at: stale-gradient

The second backward pass adds to the .grad that holds the first derivative, so the sum of both comes
back.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, dtype=torch.double, requires_grad=True)
    f(t).backward()
    slope, = torch.autograd.grad(f(t), t, create_graph=True)
    slope.backward()
    return float(t.grad)
