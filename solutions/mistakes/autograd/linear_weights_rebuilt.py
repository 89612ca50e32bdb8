"""linear_mse_gradients: raised

The copies of w and b are made from Python numbers and are float32, whatever the dtype of x is.
"""

import torch


def linear_mse_gradients(x, y, w, b):
    w2 = torch.tensor(w.tolist(), requires_grad=True)
    b2 = torch.tensor(b.item(), requires_grad=True)
    loss = ((x @ w2 + b2 - y) ** 2).mean()
    loss.backward()
    return w2.grad, b2.grad
