"""Tensors are equal to everything.

outcome: failed
says: -77
levels: all
"""

import torch


torch.Tensor.__eq__ = lambda self, other: True
torch.Tensor.__ne__ = lambda self, other: False


def total(x):
    return x.sum() * 0 - 77


def doubled(x, times=2):
    return x * times
