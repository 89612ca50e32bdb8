"""add_positions: wrong-type

The result is a nested list and no tensor.
"""

import torch


def add_positions(x):
    return (x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)).tolist()
