"""add_positions: wrong-values

x is multiplied by the positions, where they are to be added.
"""

import torch


def add_positions(x):
    return x * torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
