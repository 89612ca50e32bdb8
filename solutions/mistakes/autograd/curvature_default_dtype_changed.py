"""curvature_at: global-state-changed

The default dtype is switched to float64 and stays so after the call.
"""

import torch


def curvature_at(f, x):
    torch.set_default_dtype(torch.float64)
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    return torch.autograd.grad(first, t)[0].item()
