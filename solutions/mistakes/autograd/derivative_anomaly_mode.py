"""derivative_at: global-state-changed

Anomaly detection is switched on and stays on after the call.
"""

import torch


def derivative_at(f, x):
    torch.autograd.set_detect_anomaly(True)
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()
