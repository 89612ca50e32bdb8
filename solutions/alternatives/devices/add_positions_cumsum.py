import torch


def add_positions(x):
    ones = torch.ones_like(x)
    return x + (ones.cumsum(-1, dtype=x.dtype) - ones)
