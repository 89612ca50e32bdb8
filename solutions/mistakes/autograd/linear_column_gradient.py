"""linear_mse_gradients: wrong-shape

dw comes back as a column of shape (d, 1), where w has shape (d,).
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().reshape(-1, 1).clone().requires_grad_()
    b2 = b.detach().clone().requires_grad_()
    loss = torch.nn.functional.mse_loss(x @ w2 + b2, y.reshape(-1, 1))
    loss.backward()
    return w2.grad, b2.grad
