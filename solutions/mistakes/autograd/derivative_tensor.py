"""derivative_at: wrong-type

The derivative comes back as a tensor, where a Python float is asked for.
"""

import torch


def derivative_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    return t.grad
