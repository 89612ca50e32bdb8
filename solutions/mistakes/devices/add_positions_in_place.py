"""add_positions: input-modified

The positions are added to x in place, so the caller's tensor changes.
"""

import torch


def add_positions(x):
    x += torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
    return x
