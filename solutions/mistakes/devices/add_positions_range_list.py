"""add_positions: wrong-dtype

The positions are made with neither dtype nor device: they are int64 and lie on the CPU, whatever x
is.
"""

import torch


def add_positions(x):
    n = x.shape[-1]
    positions = torch.tensor(range(n))
    return x + positions
