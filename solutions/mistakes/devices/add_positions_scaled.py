"""add_positions: wrong-values

The positions are spread between 0 and 1 and are not whole numbers.
"""

import torch


def add_positions(x):
    n = x.shape[-1]
    return x + torch.linspace(0, 1, n, device=x.device).to(x.dtype)
