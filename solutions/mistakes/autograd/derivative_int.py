"""derivative_at: wrong-type

The derivative is cut down to an int.
"""

import torch


def derivative_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return int(t.grad)
