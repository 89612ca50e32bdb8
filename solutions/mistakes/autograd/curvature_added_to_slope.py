"""curvature_at: stale-gradient

The second backward pass adds to the .grad that holds the first derivative, so the sum of both comes
back.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward(create_graph=True)
    t.grad.backward()
    return t.grad.item()
