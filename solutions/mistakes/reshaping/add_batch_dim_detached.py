"""add_batch_dim: missing-gradient

The view is cut from the graph, so no gradient gets back to x.
"""


def add_batch_dim(x):
    return x.data[None]
