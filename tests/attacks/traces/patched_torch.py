"""torch and Python stay patched.

outcome: failed
levels: all
others: any
or: passed
"""

import math

import torch


def total(x):
    return x.sum()


torch.randn = lambda *args: torch.zeros(4)
torch.Tensor.__mul__ = lambda self, other: self
math.prod = lambda *args: 0


def doubled(x, times=2):
    return x * times
