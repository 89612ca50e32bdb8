"""Known mistakes of add_batch_dim."""


def at_least_two(x):
    """wrong-shape: The result gets at least two dimensions, so a matrix comes back as it was, without a new one.
    remedy: Add one dimension to every x, whatever its shape: `unsqueeze` does that.
    """
    return torch.atleast_2d(x)


def behind(x):
    """wrong-shape: The new dimension is put behind the last one of x, as the place -1 does. What counts the samples of
    a batch is the first dimension, at place 0.
    remedy: Put the new dimension first: give `unsqueeze` the place 0, or write `None` before the other indices.
    """
    return x.unsqueeze(-1)


def detached(x):
    """missing-gradient: The view comes from a step that hands on numbers without their history, as detach, .data and
    no_grad do, so no gradient gets back to x.
    remedy: Use x itself, without `.data`, `.detach()` or `torch.no_grad`: a view lets gradients through.
    """
    return x.data[None]


def in_place(x):
    """input-modified: No second tensor is made for the new shape: the caller's own gets it, as with methods whose name
    ends in an underscore.
    remedy: Leave x alone: `unsqueeze`, without a final `_`, returns a new view.
    """
    return x.unsqueeze_(0)


def one_row(x):
    """wrong-shape: All dimensions of x are merged into one row; they stay as they are behind the new one.
    remedy: Keep the sizes of x behind the new one. `unsqueeze` adds a dimension and merges none.
    """
    return x.view(1, -1)


def squeezed_first(x):
    """squeezed-too-much: The dimensions of size 1 that x has are dropped before the new one is added; they stay.
    remedy: Leave `squeeze` out: add the new dimension to x as it is.
    """
    return x.squeeze().unsqueeze(0)


def stacked(x):
    """memory-copied: The new dimension comes with a step that writes all numbers into new memory, as stack, repeat and
    clone do. A view only gives the same memory another shape.
    remedy: Use `unsqueeze`, or index with `None`: both give views. `stack`, `repeat`, `clone` and `torch.tensor` copy.
    """
    return torch.stack([x])


def with_colon(x):
    """raised: At least one dimension of x is assumed, so a tensor of no dimensions raises.
    remedy: Use `unsqueeze`, or index with `None` alone: both work for a tensor of no dimensions too.
    """
    return x[None, :]
