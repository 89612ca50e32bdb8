"""add_positions: missing-gradient

x is cut from the graph before the sum, so no gradient gets back to it.
"""

import torch


def add_positions(x):
    with torch.no_grad():
        positions = torch.arange(x.shape[-1]).type_as(x)
        return x + positions
