"""linear_mse_gradients: silent-broadcast

The predictions have shape (n, 1) and the targets (n,), so each prediction meets every target.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().clone().requires_grad_()
    b2 = b.detach().clone().requires_grad_()
    loss = ((x @ w2 + b2 - y.reshape(-1, 1)) ** 2).mean()
    return torch.autograd.grad(loss, (w2, b2))
