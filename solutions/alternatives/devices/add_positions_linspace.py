import torch


def add_positions(x):
    n = x.shape[-1]
    return x + torch.linspace(0, n - 1, n, dtype=x.dtype, device=x.device)
