"""linear_mse_gradients: requires-grad-changed

requires_grad is switched on for the caller's own w and b: what looks like a copy is the same
tensor.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w2 = torch.as_tensor(w).requires_grad_()
    b2 = torch.as_tensor(b).requires_grad_()
    loss = ((x @ w2 + b2 - y) ** 2).mean()
    return torch.autograd.grad(loss, (w2, b2))
