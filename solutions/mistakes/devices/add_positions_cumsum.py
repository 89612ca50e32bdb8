"""add_positions: wrong-dtype

The positions are int64, so the sum with a tensor of smaller integers is int64 too and not of x's
dtype.
"""

import torch


def add_positions(x):
    # 1, 2, 3, ... less one
    return x + (torch.ones_like(x).cumsum(dim=-1) - 1)
