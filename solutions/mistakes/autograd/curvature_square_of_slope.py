"""curvature_at: wrong-values

The first derivative is squared, where it is to be differentiated.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item() ** 2
