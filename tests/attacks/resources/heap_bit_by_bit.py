"""Memory is filled piece by piece.

outcome: failed
says: memory
levels: all
"""

import torch


def total(x):
    kept = []
    while True:
        kept.append(torch.empty(1 << 26))


def doubled(x, times=2):
    return x * times
