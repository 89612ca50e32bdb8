"""Known mistakes of row."""


def clone(x, i):
    """memory-copied: The row comes from a step that writes its numbers into new memory, as lists of indices, stack and
    clone do. Only a view, as slices and single indices give it, lets a write reach x.
    remedy: Index x with the number i, which gives a view, and leave out `clone`. Lists of indices and `index_select`
    copy.
    """
    return x[i].clone()


def detached(x, i):
    """missing-gradient: The row comes from a step that hands on numbers without their history, as detach, .data and
    no_grad do, so no gradient gets back to x.
    remedy: Index x itself, without `.detach()`, `.data` or `torch.no_grad`.
    """
    return x.detach()[i]


def index_list(x, i):
    """wrong-shape: The row is handed on as a matrix of one row, as a slice or a list of indices gives it. A single
    number as the index drops the dimension, these do not.
    remedy: Index with the number i alone: a number drops the dimension, a slice or a list keeps it.
    """
    return x[[i]]


def is_a_column(x, i):
    """wrong-axis: Column i comes back and not row i.
    remedy: Put i in the first place: it chooses the row. `:` in the second place takes all columns.
    """
    return x[:, i]


def of_flat_numbers(x, i):
    """memory-copied: A matrix whose rows do not lie one after another in memory is copied first. A write to the result
    does not reach x.
    remedy: Index x itself with the number i, without `reshape`, `flatten` or `contiguous` before.
    """
    cols = x.shape[1]
    return x.reshape(-1)[i * cols : (i + 1) * cols]


def off_by_one(x, i):
    """wrong-values: Rows are counted from 1, so the row before row i comes back.
    remedy: Rows are counted from 0: use i as it is, without - 1.
    """
    return x[i - 1]


def on_the_cpu(x, i):
    """left-on-cpu: The row is taken to the CPU, and stays there.
    remedy: Index x where it lies, without `.cpu()` or NumPy: indexing works on every device.
    """
    return x.cpu()[i]


def selected(x, i):
    """as clone"""
    return torch.index_select(x, 0, torch.tensor([i])).squeeze(0)


def squeezed(x, i):
    """squeezed-too-much: The only dimension of a row with one entry is dropped, as `squeeze` does without a dimension.
    remedy: Index with the number i, which drops its own dimension only. Or name that dimension: `squeeze(0)`.
    """
    return x[i : i + 1].squeeze()
