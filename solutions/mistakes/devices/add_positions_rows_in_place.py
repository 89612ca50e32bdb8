"""add_positions: input-modified

The positions are written into the columns of x itself, so the caller's tensor changes.
"""

import torch


def add_positions(x):
    with torch.no_grad():
        for i in range(x.shape[-1]):
            x[..., i] += i
    return x
