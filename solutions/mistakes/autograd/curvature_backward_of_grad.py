"""curvature_at: missing-gradient

The first derivative is computed without a graph of its own, so it cannot be differentiated again.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    t.grad.backward()
    return t.grad.item()
