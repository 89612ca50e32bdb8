"""derivative_at: missing-gradient

The gradient of the point is None: no backward pass ran, or none that ends at this tensor.
"""

import torch


def derivative_at(f, x):
    t = torch.tensor(x, requires_grad=True).double()
    f(t).backward()
    return t.grad.item()
