"""linear_mse_gradients: wrong-dtype

All is converted to float32, so the gradients are not in the dtype of w and b.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    x, y = x.float(), y.float()
    w = w.detach().float().requires_grad_()
    b = b.detach().float().requires_grad_()
    loss = torch.mean((x @ w + b - y) ** 2)
    loss.backward()
    return w.grad, b.grad
