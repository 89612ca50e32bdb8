"""The generators are seeded anew.

outcome: failed
says: seed
levels: all
"""

import torch


def total(x):
    torch.manual_seed(0)
    return x.sum()


def doubled(x, times=2):
    return x * times
