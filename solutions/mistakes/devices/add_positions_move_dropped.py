"""add_positions: device-mismatch

The positions lie on the CPU, wherever x is.
"""

import torch


def add_positions(x):
    pos = torch.arange(0, x.shape[-1]).to(x.dtype)
    pos.to(x.device)
    return x + pos
