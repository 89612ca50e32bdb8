import torch


def linear_mse_gradients(x, y, w, b):
    def loss(w, b):
        return ((x @ w + b - y) ** 2).mean()

    return torch.func.grad(loss, argnums=(0, 1))(w.detach(), b.detach())
