"""add_batch_dim: wrong-shape

The new dimension stands behind the others and not in front of them.
"""


def add_batch_dim(x):
    return x.unsqueeze(-1)
