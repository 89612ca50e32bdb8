"""add_positions: device-mismatch

The positions lie on the CPU, wherever x is.
"""

import torch


def add_positions(x):
    n = x.shape[-1]
    idx = torch.tensor([i for i in range(n)], dtype=x.dtype)
    return torch.add(x, idx)
