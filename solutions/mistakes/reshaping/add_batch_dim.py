"""Known mistakes of add_batch_dim."""


def at_least_two(x):
    """wrong-shape: A dimension is added only to tensors with fewer than two, so a matrix comes back as it was."""
    return torch.atleast_2d(x)


def behind(x):
    """wrong-shape: The new dimension stands behind the others and not in front of them."""
    return x.unsqueeze(-1)


def detached(x):
    """missing-gradient: The view is cut from the graph, so no gradient gets back to x."""
    return x.data[None]


def in_place(x):
    """input-modified: The trailing underscore means in place: the tensor of the caller gets the new dimension."""
    return x.unsqueeze_(0)


def one_row(x):
    """wrong-shape: All dimensions of x are merged into one row; they stay as they are behind the new one."""
    return x.view(1, -1)


def squeezed_first(x):
    """squeezed-too-much: The dimensions of size 1 that x has are dropped before the new one is added; they stay."""
    return x.squeeze().unsqueeze(0)


def stacked(x):
    """memory-copied: `stack` writes into new memory, so the result is a copy and not a view of x."""
    return torch.stack([x])


def with_colon(x):
    """raised: `[None, :]` asks for at least one dimension of x, so a tensor of no dimensions raises."""
    return x[None, :]
