import torch


def add_positions(x):
    *_, n = x.shape
    steps = torch.arange(n).type_as(x)
    return torch.add(x, steps.expand_as(x))
