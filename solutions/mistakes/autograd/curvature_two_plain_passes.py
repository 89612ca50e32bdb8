"""curvature_at: graph-freed

backward runs a second time through the graph of f, whose saved tensors the first pass has freed.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    y.backward()
    return t.grad.item()
