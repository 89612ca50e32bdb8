"""add_positions: device-mismatch

The positions lie on the CPU, wherever x is.
"""

import torch

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def add_positions(x):
    return x + torch.arange(x.shape[-1], dtype=x.dtype, device=device)
