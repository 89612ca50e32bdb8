"""drop_dim: missing-exception

The dimension is taken modulo the number of dimensions, so one that x does not have stands for
another, without an error.
"""


def drop_dim(x, dim):
    dim = dim % x.dim()
    if x.shape[dim] != 1:
        raise ValueError("not of size 1")
    return x.squeeze(dim)
