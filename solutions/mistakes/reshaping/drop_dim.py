"""Known mistakes of drop_dim."""


def drop_dim_assert(x, dim):
    """wrong-exception: `assert` raises AssertionError; a ValueError is asked for."""
    assert x.shape[dim] == 1, "dimension must have size 1"
    return x.squeeze(dim)


def first_entry(x, dim):
    """missing-exception: The first entry along the dimension is taken whatever the size, so the others are lost without
    an error."""
    return x.select(dim, 0)


@change
def modulo():
    """missing-exception: The dimension is taken modulo the number of dimensions, so one that x does not have stands for
    another, without an error."""
    before("if x.shape[dim] != 1:", "dim = dim % x.dim()")


def sliced_shape(x, dim):
    """raised: The new shape is put together from what stands before and after the dimension, which goes wrong for -1,
    where nothing stands after it."""
    if x.shape[dim] != 1:
        raise ValueError("size must be 1")
    return x.reshape(x.shape[:dim] + x.shape[dim + 1 :])


def squeeze_all(x, dim):
    """squeezed-too-much: `squeeze()` without a dimension drops every dimension of size 1, also those that have to stay.
    """
    if x.shape[dim] != 1:
        raise ValueError("dimension must have size 1")
    return x.squeeze()


def drop_dim_sum(x, dim):
    """wrong-dtype: The sum over one entry has the right numbers, but sums of small integers and booleans are int64."""
    if x.shape[dim] != 1:
        raise ValueError("size must be 1")
    return x.sum(dim)


def unchecked(x, dim):
    """missing-exception: `squeeze(dim)` does nothing, without an error, when the dimension has another size than 1."""
    return x.squeeze(dim)


def value_error_for_all(x, dim):
    """wrong-exception: A dimension that x does not have raises ValueError too, where an IndexError is asked for."""
    if not -x.dim() <= dim < x.dim() or x.shape[dim] != 1:
        raise ValueError(f"cannot drop dimension {dim} of {tuple(x.shape)}")
    return x.squeeze(dim)
