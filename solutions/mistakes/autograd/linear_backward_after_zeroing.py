"""linear_mse_gradients: gradient-left-behind

backward runs on the caller's own w and b, and the gradients found in them are replaced.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w.grad = b.grad = None
    if not w.requires_grad:
        w = w.clone().requires_grad_()
    if not b.requires_grad:
        b = b.clone().requires_grad_()
    torch.nn.functional.mse_loss(x @ w + b, y).backward()
    return w.grad.clone(), b.grad.clone()
