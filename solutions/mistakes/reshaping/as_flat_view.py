"""Known mistakes of as_flat_view."""


def clone(x):
    """memory-copied: The view is made of a copy, so a write to it does not reach x."""
    return x.view(-1).clone()


def contiguous_only(x):
    """raised: Every tensor that is not contiguous is refused, but some of them have a flat view: a column of a matrix,
    every second entry of a vector."""
    if not x.is_contiguous():
        raise RuntimeError("x is not contiguous")
    return x.view(-1)


def in_place(x):
    """input-modified: The tensor of the caller itself gets another shape; a view is a second tensor on the same
    storage."""
    flat = x.view(-1)
    x.data = flat.data
    return x


def none_on_error(x):
    """missing-exception: The error that tells that no view exists is caught and hidden; None is returned in its place.
    """
    try:
        return x.view(-1)
    except RuntimeError as e:
        print("cannot view:", e)
        return None


def of_data(x):
    """missing-gradient: `.data` lies on the same storage but outside the graph, so no gradient gets back to x."""
    return x.data.view(-1)


def of_the_storage(x):
    """missing-exception: The result follows the memory and not the strides of x, so it is returned for layouts in which
    no flat view exists, with the numbers in another order."""
    return x.as_strided((x.numel(),), (1,))


def reshape(x):
    """memory-copied: `reshape` makes a copy in silence where no view exists, so the result does not lie on the storage
    of x and no error tells of it."""
    return x.reshape(-1)


def value_error(x):
    """wrong-exception: For a tensor without a flat view a ValueError is raised where a RuntimeError is asked for."""
    try:
        return x.view(-1)
    except RuntimeError as error:
        raise ValueError("x has no flat view") from error
