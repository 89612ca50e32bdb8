"""Gradients stay switched off.

outcome: failed
says: gradient mode
levels: all
"""

import torch


def total(x):
    torch.set_grad_enabled(False)
    return x.sum()


def doubled(x, times=2):
    return x * times
