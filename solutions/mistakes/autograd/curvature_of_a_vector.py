"""curvature_at: raised

f is given a tensor of shape (1,), where its contract says a 0-dim tensor.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor([x], requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    second = torch.autograd.grad(first, t)[0]
    return second.item()
