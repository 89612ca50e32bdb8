"""Known mistakes of column."""


def contiguous(x, j):
    """memory-copied: The column is copied where its entries do not lie one after another in memory, so a write to it
    does not reach x."""
    return x[:, j].contiguous()


def data(x, j):
    """missing-gradient: The column is cut from the graph, so no gradient gets back to x."""
    return x.data[:, j]


def index_list(x, j):
    """memory-copied: The column is put together in new memory, so a write to it does not reach x."""
    return x[:, [j]].squeeze(1)


def is_a_row(x, j):
    """raised: Row j is taken and not column j, which fails where there is no such row."""
    return x[j]


def column_list(x, j):
    """wrong-type: A list of Python numbers comes back and not a tensor."""
    return [r[j].item() for r in x]


def loop(x, j):
    """memory-copied: The column is put together in new memory, so a write to it does not reach x."""
    entries = [line[j] for line in x]
    return torch.stack(entries)


def of_flat_numbers(x, j):
    """memory-copied: x is laid out flat first, which copies a matrix whose rows do not lie one after another in memory.
    """
    cols = x.shape[1]
    return x.reshape(-1)[j::cols]


def of_shape_rows_by_one(x, j):
    """wrong-shape: The column keeps its second dimension: shape (rows, 1) and not (rows,)."""
    return x[:, j : j + 1]


def squeezed(x, j):
    """squeezed-too-much: The only dimension of a column with one entry is dropped: `squeeze` without a dimension drops
    all those of size 1."""
    return x.narrow(1, j, 1).squeeze()
