"""add_positions: raised

The positions stand in a column, so that they go along the dimension before the last.
"""

import torch


def add_positions(x):
    n = x.shape[-1]
    p = torch.arange(n, dtype=x.dtype, device=x.device).unsqueeze(1)
    return (x.reshape(-1, n) + p).reshape(x.shape)
