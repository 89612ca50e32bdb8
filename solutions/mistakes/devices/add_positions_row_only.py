"""add_positions: wrong-shape

The positions are added to one row of x alone, so the result has too few dimensions.
"""

import torch


def add_positions(x):
    row = x if x.dim() == 1 else x.reshape(-1, x.shape[-1])[0]
    return row + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
