"""add_batch_dim: wrong-shape

A dimension is added only to tensors with fewer than two, so a matrix comes back as it was.
"""

import torch


def add_batch_dim(x):
    return torch.atleast_2d(x)
