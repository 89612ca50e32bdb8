"""add_batch_dim: wrong-shape

All dimensions of x are merged into one row; they stay as they are behind the new one.
"""


def add_batch_dim(x):
    return x.view(1, -1)
