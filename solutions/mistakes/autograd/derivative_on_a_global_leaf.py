"""derivative_at: stale-gradient

One tensor serves all calls, and its .grad adds up from call to call.
"""

import torch

point = torch.zeros((), dtype=torch.float64, requires_grad=True)


def derivative_at(f, x):
    with torch.no_grad():
        point.fill_(x)
    f(point).backward()
    return point.grad.item()
