"""The default dtype stays changed.

outcome: failed
says: default dtype
levels: all
"""

import torch


def total(x):
    torch.set_default_dtype(torch.float64)
    return x.sum()


def doubled(x, times=2):
    return x * times
