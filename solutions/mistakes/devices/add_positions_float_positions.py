"""add_positions: wrong-dtype

The positions are float32, so the sum with integers or 16-bit floats is float32 and not of x's
dtype.
"""

import torch


def add_positions(x):
    return x + torch.arange(x.shape[-1], dtype=torch.float32, device=x.device)
