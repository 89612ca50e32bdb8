"""add_positions: wrong-values

The positions come back alone; x was not added.
"""

import torch


def add_positions(x):
    positions = torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
    return positions.expand_as(x).clone()
