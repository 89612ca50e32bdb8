"""linear_mse_gradients: missing-gradient

The loss is computed with gradients off, so there is no graph to go back through.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w2, b2 = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
    with torch.no_grad():
        loss = ((x @ w2 + b2 - y) ** 2).mean()
    loss.backward()
    return w2.grad, b2.grad
