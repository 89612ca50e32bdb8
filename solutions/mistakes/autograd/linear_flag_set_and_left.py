"""linear_mse_gradients: requires-grad-changed

requires_grad is switched on for the caller's own w and b: what looks like a copy is the same
tensor.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    for p in (w, b):
        p.requires_grad = True
    pred = torch.matmul(x, w) + b
    dw, db = torch.autograd.grad(torch.mean((pred - y) ** 2), [w, b])
    return dw, db
