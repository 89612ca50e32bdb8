"""derivative_at: wrong-type

The result is None: that of `backward()` is returned, or the gradient of a tensor that keeps none.
"""

import torch


def derivative_at(f, x):
    x = torch.tensor(x, requires_grad=True)
    return f(x).backward()
