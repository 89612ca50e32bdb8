"""Known mistakes of row."""


def clone(x, i):
    """memory-copied: The row is copied, so a write to it does not reach x."""
    return x[i].clone()


def detached(x, i):
    """missing-gradient: The row is cut from the graph, so no gradient gets back to x."""
    return x.detach()[i]


def index_list(x, i):
    """wrong-shape: The row keeps a dimension of size 1 in front: shape (1, cols) and not (cols,)."""
    return x[[i]]


def is_a_column(x, i):
    """wrong-shape: Column i comes back and not row i."""
    return x[:, i]


def of_flat_numbers(x, i):
    """memory-copied: x is laid out flat first, which copies a matrix whose rows do not lie one after another in memory.
    """
    cols = x.shape[1]
    return x.reshape(-1)[i * cols : (i + 1) * cols]


def off_by_one(x, i):
    """wrong-values: Rows are counted from 1, so the row before row i comes back."""
    return x[i - 1]


def on_the_cpu(x, i):
    """left-on-cpu: The row is taken to the CPU, as if NumPy were to read it."""
    return x.cpu()[i]


def selected(x, i):
    """memory-copied: The row is put together in new memory, so a write to it does not reach x."""
    return torch.index_select(x, 0, torch.tensor([i])).squeeze(0)


def squeezed(x, i):
    """squeezed-too-much: The only dimension of a row with one entry is dropped: `squeeze` without a dimension drops all
    those of size 1."""
    return x[i : i + 1].squeeze()
