"""add_batch_dim: squeezed-too-much

The dimensions of size 1 that x has are dropped before the new one is added; they stay.
"""


def add_batch_dim(x):
    return x.squeeze().unsqueeze(0)
