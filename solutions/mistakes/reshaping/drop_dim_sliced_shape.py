"""drop_dim: raised

The new shape is put together from what stands before and after the dimension, which goes wrong for
-1, where nothing stands after it.
"""


def drop_dim(x, dim):
    if x.shape[dim] != 1:
        raise ValueError("size must be 1")
    return x.reshape(x.shape[:dim] + x.shape[dim + 1 :])
