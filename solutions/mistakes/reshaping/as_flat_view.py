"""Known mistakes of as_flat_view."""


def clone(x):
    """memory-copied: A step that makes new memory, such as clone, comes before or after the flattening, so what is
    returned is no view of x, and a write to it does not reach x.
    remedy: Return what `view` gives, without `clone` or another copy.
    """
    return x.view(-1).clone()


def contiguous_only(x):
    """raised: Every tensor that is not contiguous is refused, but some of them have a flat view: a column of a matrix,
    every second entry of a vector.
    remedy: Leave your own test out. `view` raises RuntimeError by itself, exactly where no flat view exists.
    """
    if not x.is_contiguous():
        raise RuntimeError("x is not contiguous")
    return x.view(-1)


def in_place(x):
    """input-modified: The tensor of the caller itself gets another shape; a view is a second tensor on the same
    storage.
    remedy: Return what `view` gives, and assign nothing to x, its shape or its `.data`.
    """
    x.data = x.view(-1).data
    return x


def none_on_error(x):
    """missing-exception: The case that no flat view exists is caught, by an except or a test, and the function ends
    there without raising anything, which gives None.
    remedy: Let the RuntimeError of `view` through: remove `try` and `except`, and return nothing in its place.
    """
    try:
        return x.view(-1)
    except RuntimeError as e:
        print("cannot view:", e)
        return None


def of_data(x):
    """missing-gradient: The result comes from a step that hands on numbers without their history, as detach, .data and
    no_grad do, so no gradient gets back to x.
    remedy: Call `view` on x itself, without `.data`, `.detach()` or `torch.no_grad`.
    """
    return x.data.view(-1)


def of_the_storage(x):
    """missing-exception: The result follows the memory and not the strides of x. It comes back in another order where
    no flat view exists.
    remedy: Use `view`: it follows the strides of x, and raises where no flat view exists. `as_strided` checks nothing.
    """
    return x.as_strided((x.numel(),), (1,))


def ravel(x):
    """memory-copied: Whatever does not lie in order in memory is copied, as ravel and contiguous do without a word:
    also a part of a larger tensor that has a flat view.
    remedy: Use `view` on x itself: it never copies, and raises RuntimeError where no view exists. `ravel` and
    `contiguous` copy where the numbers do not lie one after another.
    """
    return x.ravel()


def reshape(x):
    """memory-copied: Where no flat view exists, the numbers are copied into new memory, as reshape, flatten and
    contiguous do without a word, so nothing is raised.
    remedy: Use `view` on x itself: it never copies, and raises RuntimeError where no view exists. `reshape`, `flatten`
    and `contiguous` copy there.
    """
    return x.reshape(-1)


def value_error(x):
    """wrong-exception: Where no flat view exists, the code raises an error of its own, a ValueError, so the
    RuntimeError that torch has for this case does not get out.
    remedy: Raise RuntimeError: let the one of `view` through as it is.
    """
    try:
        return x.view(-1)
    except RuntimeError as error:
        raise ValueError("x has no flat view") from error
