"""derivative_at: global-state-changed

The default dtype is switched to float64 and stays so after the call.
"""

import torch


def derivative_at(f, x):
    torch.set_default_dtype(torch.float64)
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()
