def add_batch_dim(x):
    return x[None]


def drop_dim(x, dim):
    size = x.shape[dim]
    if size > 1:
        raise ValueError(f"cannot drop a dimension of size {size}")
    index = [slice(None)] * x.dim()
    index[dim] = 0
    return x[tuple(index)]
