"""add_positions: missing-gradient

x is cut from the graph before the sum, so no gradient gets back to it.
"""

import torch


def add_positions(x):
    return x.detach() + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
