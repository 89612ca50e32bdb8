"""add_positions: raised

The second dimension is taken for the last one, and a vector has no second dimension.
"""

import torch


def add_positions(x):
    return x + torch.arange(x.shape[1], dtype=x.dtype, device=x.device)
