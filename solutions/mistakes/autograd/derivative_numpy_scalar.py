"""derivative_at: wrong-type

The derivative comes back as a NumPy number or array and not as a Python float.
"""

import torch


def derivative_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.numpy()[()]
