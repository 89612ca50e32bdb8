import torch


def add_positions(x):
    positions = torch.zeros_like(x) + torch.arange(x.shape[-1], device=x.device).to(x.dtype)
    return sum([x, positions])
