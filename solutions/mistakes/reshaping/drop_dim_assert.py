"""drop_dim: wrong-exception

`assert` raises AssertionError; a ValueError is asked for.
"""


def drop_dim(x, dim):
    assert x.shape[dim] == 1, "dimension must have size 1"
    return x.squeeze(dim)
