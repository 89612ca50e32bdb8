"""linear_mse_gradients: wrong-shape

The two gradients come back in the wrong order, db first.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().clone().requires_grad_()
    b2 = b.detach().clone().requires_grad_()
    loss = ((x @ w2 + b2 - y) ** 2).mean()
    return torch.autograd.grad(loss, (b2, w2))
