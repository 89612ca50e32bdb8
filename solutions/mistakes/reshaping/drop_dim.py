"""Known mistakes of drop_dim."""


def drop_dim_assert(x, dim):
    """wrong-exception: An AssertionError is raised; a ValueError is asked for.

    Write `if` and `raise ValueError(...)` in place of `assert`.
    """
    assert x.shape[dim] == 1, "dimension must have size 1"
    return x.squeeze(dim)


def first_entry(x, dim):
    """missing-exception: For a dimension of another size than 1 no error is raised.

    Check the size first: raise ValueError unless `x.shape[dim]` is 1. Torch raises nothing by itself there.
    """
    return x.select(dim, 0)


@change
def modulo():
    """missing-exception: The dimension is taken modulo the number of dimensions. One that x does not have stands for
    another, without an error.

    Use `dim` as it is, without `%`. `x.shape[dim]` counts negative numbers from the end and raises IndexError by
    itself.
    """
    before("if x.shape[dim] != 1:", "dim = dim % x.dim()")


def sliced_shape(x, dim):
    """raised: The dimension -1 goes wrong: the new shape is put together from what stands around the dimension, counted
    from the front.

    Use `squeeze` with `dim`: it counts from the end too. Or first add `x.dim()` to a negative `dim`.
    """
    if x.shape[dim] != 1:
        raise ValueError("size must be 1")
    return x.reshape(x.shape[:dim] + x.shape[dim + 1 :])


def squeeze_all(x, dim):
    """squeezed-too-much: Every dimension of size 1 is dropped, also those that have to stay.

    Give `squeeze` the dimension: `squeeze(dim)` drops that one only.
    """
    if x.shape[dim] != 1:
        raise ValueError("dimension must have size 1")
    return x.squeeze()


def drop_dim_sum(x, dim):
    """wrong-dtype: Numbers and shape are right, but small integers and booleans become int64, as in a sum.

    Drop the dimension with `squeeze(dim)` in place of the sum: it keeps the dtype.
    """
    if x.shape[dim] != 1:
        raise ValueError("size must be 1")
    return x.sum(dim)


def unchecked(x, dim):
    """as first_entry"""
    return x.squeeze(dim)


def value_error_for_all(x, dim):
    """wrong-exception: For a dimension that x does not have a ValueError is raised too, where an IndexError is asked
    for.

    Raise ValueError for a wrong size only. For a missing dimension let the IndexError of `x.shape[dim]` through.
    """
    if not -x.dim() <= dim < x.dim() or x.shape[dim] != 1:
        raise ValueError(f"cannot drop dimension {dim} of {tuple(x.shape)}")
    return x.squeeze(dim)
