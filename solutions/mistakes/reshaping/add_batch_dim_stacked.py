"""add_batch_dim: memory-copied

`stack` writes into new memory, so the result is a copy and not a view of x.
"""

import torch


def add_batch_dim(x):
    return torch.stack([x])
