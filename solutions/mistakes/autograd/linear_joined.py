"""linear_mse_gradients: wrong-type

Both gradients come back in one tensor, where a tuple is asked for.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w2 = torch.cat([w.detach(), b.detach().reshape(1)]).requires_grad_()
    x1 = torch.cat([x, torch.ones_like(x[:, :1])], dim=1)
    ((x1 @ w2 - y) ** 2).mean().backward()
    return w2.grad
