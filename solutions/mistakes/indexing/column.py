"""Known mistakes of column."""


def contiguous(x, j):
    """memory-copied: The column is copied where its entries do not lie one after another in memory. A write to it does
    not reach x.
    remedy: Return the indexed column itself: leave out `contiguous` and all else that may copy.
    """
    return x[:, j].contiguous()


def data(x, j):
    """missing-gradient: The column comes from a step that hands on numbers without their history, as detach, .data and
    no_grad do, so no gradient gets back to x.
    remedy: Index x itself, without `.data`, `.detach()` or `torch.no_grad`.
    """
    return x.data[:, j]


def index_list(x, j):
    """memory-copied: The column comes from a step that writes its numbers into new memory, as lists of indices, stack
    and clone do. Only a view, as slices and single indices give it, lets a write reach x.
    remedy: Index x once, with `:` for the rows and the number j. Lists of indices, `stack` and `clone` copy.
    """
    return x[:, [j]].squeeze(1)


def is_a_row(x, j):
    """wrong-axis: Row j is taken and not column j, which fails where there is no such row.
    remedy: Give all rows (`:`) in the first place and j in the second.
    """
    return x[j]


def column_list(x, j):
    """wrong-type: The numbers are taken out of the tensor, one by one or with tolist, and stay in a list: nothing makes
    a tensor of them again.
    remedy: Index the tensor itself, with `:` for the rows and j. It gives a tensor, without a loop.
    """
    return [r[j].item() for r in x]


def loop(x, j):
    """as index_list"""
    return torch.stack([line[j] for line in x])


def of_flat_numbers(x, j):
    """memory-copied: A matrix whose rows do not lie one after another in memory is copied first. A write to the result
    does not reach x.
    remedy: Index x itself in two places, `x[rows, columns]`, without `reshape`, `flatten` or `contiguous` before.
    """
    return x.reshape(-1)[j::x.shape[1]]


def of_shape_rows_by_one(x, j):
    """wrong-shape: The column is handed on as a matrix that is one column wide, as a slice gives it. A single number as
    the index drops the dimension, a slice does not.
    remedy: Put the number j in the second place: a number drops the dimension, a slice or a list keeps it.
    """
    return x[:, j : j + 1]


def squeezed(x, j):
    """squeezed-too-much: The only dimension of a column with one entry is dropped, as `squeeze` does without a
    dimension.
    remedy: Index with the number j, which drops its own dimension only. Or name that dimension: `squeeze(1)`.
    """
    return x.narrow(1, j, 1).squeeze()
