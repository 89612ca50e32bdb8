"""add_positions: wrong-values

The positions are added in falling order.
"""

import torch


def add_positions(x):
    n = x.shape[-1]
    return x + torch.arange(n - 1, -1, -1, dtype=x.dtype, device=x.device)
