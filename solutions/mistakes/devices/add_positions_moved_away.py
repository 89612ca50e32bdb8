"""add_positions: wrong-device

The sum is made on another device than that of x.
"""

import torch


def add_positions(x):
    positions = torch.arange(x.shape[-1], dtype=x.dtype, device="meta")
    return x.to(positions.device) + positions
