"""add_positions: wrong-values

The positions go on counting through all elements and do not start again at 0 in each row.
"""

import torch


def add_positions(x):
    return x + torch.arange(x.numel(), dtype=x.dtype, device=x.device).reshape(x.shape)
