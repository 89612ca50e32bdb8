"""drop_dim: wrong-exception

A dimension that x does not have raises ValueError too, where an IndexError is asked for.
"""


def drop_dim(x, dim):
    if not -x.dim() <= dim < x.dim() or x.shape[dim] != 1:
        raise ValueError(f"cannot drop dimension {dim} of {tuple(x.shape)}")
    return x.squeeze(dim)
