"""A tensor of 2**40 elements that takes 4 bytes is returned.

outcome: failed
says: shape
levels: all
"""

import torch


def total(x):
    return torch.zeros(1).expand(2**40)


def doubled(x, times=2):
    return x * times
