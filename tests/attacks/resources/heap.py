"""64 GiB are asked for at once.

outcome: failed
says: memory
levels: all
"""

import torch


def total(x):
    return torch.empty(1 << 36, dtype=torch.uint8).sum()


def doubled(x, times=2):
    return x * times
