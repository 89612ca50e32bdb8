import torch


def linear_mse_gradients(x, y, w, b):
    w2, b2 = w.clone().requires_grad_(), b.clone().requires_grad_()
    loss = ((x @ w2 + b2 - y) ** 2).mean()
    return torch.autograd.grad(loss, (w2, b2))
