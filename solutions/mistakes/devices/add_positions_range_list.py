"""add_positions: wrong-dtype

The positions are made of a range without a dtype: they are int64, whatever x is.
"""

import torch


def add_positions(x):
    n = x.shape[-1]
    positions = torch.tensor(range(n), device=x.device)
    return x + positions
