"""drop_dim: squeezed-too-much

`squeeze()` without a dimension drops every dimension of size 1, also those that have to stay.
"""


def drop_dim(x, dim):
    if x.shape[dim] != 1:
        raise ValueError("dimension must have size 1")
    return x.squeeze()
