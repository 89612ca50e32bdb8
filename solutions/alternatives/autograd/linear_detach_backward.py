import torch
import torch.nn.functional as F


def linear_mse_gradients(x, y, w, b):
    w2 = w.detach().requires_grad_()
    b2 = b.detach().requires_grad_()
    F.mse_loss(x @ w2 + b2, y).backward()
    return w2.grad, b2.grad
