"""add_positions: squeezed-too-much

The result is squeezed, so dimensions of size 1 that x has are lost.
"""

import torch


def add_positions(x):
    return (x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)).squeeze()
