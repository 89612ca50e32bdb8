"""Known mistakes of drop_dim."""


def drop_dim_assert(x, dim):
    """wrong-exception: The wrong size is caught by an assertion, and one that fails raises AssertionError, whatever
    message stands behind it.
    remedy: Write `if` and `raise ValueError(...)` in place of `assert`.
    """
    assert x.shape[dim] == 1, "dimension must have size 1"
    return x.squeeze(dim)


def first_entry(x, dim):
    """missing-exception: Neither the code nor torch refuses a size other than 1: squeeze leaves such a dimension as it
    is without a word, and an index takes one entry of it.
    remedy: Check the size first: raise ValueError unless `x.shape[dim]` is 1. Torch raises nothing by itself there.
    """
    return x.select(dim, 0)


def modulo():
    """missing-exception: The dimension is taken modulo the number of dimensions. One that x does not have stands for
    another, without an error.
    remedy: Use `dim` as it is, without `%`. `x.shape[dim]` counts negative numbers from the end and raises IndexError
    by itself.
    """
    before("if x.shape[dim] != 1:", "dim = dim % x.dim()")


def sliced_shape():
    """raised: The dimension -1 goes wrong: the new shape is put together from what stands around the dimension, counted
    from the front.
    remedy: Use `squeeze` with `dim`: it counts from the end too. Or first add `x.dim()` to a negative `dim`.
    """
    replace("x.squeeze(dim)", "x.reshape(x.shape[:dim] + x.shape[dim + 1 :])")


def squeeze_all():
    """squeezed-too-much: Dimensions are dropped by their size and not by their place, as squeeze does without a
    dimension: all those of size 1 go.
    remedy: Give `squeeze` the dimension: `squeeze(dim)` drops that one only.
    """
    replace("x.squeeze(dim)", "x.squeeze()")


def drop_dim_sum():
    """wrong-dtype: Numbers and shape are right, but small integers and booleans become int64, as in a sum.
    remedy: Drop the dimension with `squeeze(dim)` in place of the sum: it keeps the dtype.
    """
    replace("x.squeeze(dim)", "x.sum(dim)")


def unchecked(x, dim):
    """as first_entry"""
    return x.squeeze(dim)


def negative_from_the_front(x, dim):
    """wrong-shape: A negative dim is not counted from the end: the first dimension goes in its place, whatever its
    size.
    remedy: Use `squeeze(dim)`, which counts a negative dim from the end, or add the number of dimensions to it first.
    """
    if x.shape[dim] != 1:
        raise ValueError("the size is not 1")
    return x[(slice(None),) * dim + (0,)]


def value_error_for_all():
    """wrong-exception: A dimension that x does not have is refused together with those of a wrong size, so the error is
    a ValueError too. Torch's own for this case is an IndexError.
    remedy: Raise ValueError for a wrong size only. For a missing dimension let the IndexError of `x.shape[dim]`
    through.
    """
    replace("x.shape[dim] != 1", "not -x.dim() <= dim < x.dim() or x.shape[dim] != 1")
    replace('raise ValueError(f"dimension {dim} has size {x.shape[dim]}, not 1")', 'raise ValueError(f"cannot drop dimension {dim}")')
