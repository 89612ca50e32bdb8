"""add_positions: raised

There are as many positions as x has rows and not as its last dimension has entries, so the shapes
do not fit.
"""

import torch


def add_positions(x):
    return x + torch.arange(len(x), dtype=x.dtype, device=x.device)
