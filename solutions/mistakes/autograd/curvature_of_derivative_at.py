"""curvature_at: missing-gradient

The first derivative is a Python float, which has no graph to be differentiated again.
"""

import torch


def derivative_at(f, x):
    t = torch.as_tensor(x).clone().detach().requires_grad_()
    y = f(t)
    y.backward()
    return t.grad.item()


def curvature_at(f, x):
    return derivative_at(lambda t: derivative_at(f, t), x)
