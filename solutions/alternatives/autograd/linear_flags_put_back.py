import torch


def linear_mse_gradients(x, y, w, b):
    flags = w.requires_grad, b.requires_grad
    try:
        w.requires_grad_(), b.requires_grad_()
        loss = (x @ w + b - y).pow(2).mean()
        return torch.autograd.grad(loss, (w, b))
    finally:
        w.requires_grad_(flags[0]), b.requires_grad_(flags[1])
