"""Known mistakes of block."""


def chained(x, top, bottom, left, right):
    """wrong-shape: Both slices cut rows: the second pair of brackets counts rows again and not columns."""
    return x[top:bottom][left:right]


def contiguous(x, top, bottom, left, right):
    """memory-copied: The block is copied where its rows do not lie one after another in memory, so a write to it does
    not reach x."""
    return x[top:bottom, left:right].contiguous()


def detached(x, top, bottom, left, right):
    """missing-gradient: The block is cut from the graph, so no gradient gets back to x."""
    return x[top:bottom, left:right].detach()


def ends_included(x, top, bottom, left, right):
    """wrong-shape: One row and one column too many: row `bottom` and column `right` are no part of the block."""
    return x[top : bottom + 1, left : right + 1]


def index_lists(x, top, bottom, left, right):
    """memory-copied: The block is put together in new memory, so a write to it does not reach x."""
    return x[list(range(top, bottom))][:, list(range(left, right))]


def narrow_to_the_end(x, top, bottom, left, right):
    """wrong-shape: The end of rows and columns is taken as their number, as `narrow` does with its length."""
    return x.narrow(0, top, bottom).narrow(1, left, right)


def paired_lists(x, top, bottom, left, right):
    """wrong-shape: Two index lists are paired entry by entry, so single entries come back, or an error where the lists
    differ in length."""
    rows = list(range(top, bottom))
    cols = list(range(left, right))
    return x[rows, cols]


def squeezed(x, top, bottom, left, right):
    """squeezed-too-much: A block of one row or one column loses that dimension."""
    return x[top:bottom, left:right].squeeze()


def swapped(x, top, bottom, left, right):
    """wrong-values: The bounds of rows and of columns have changed places."""
    return x[left:right, top:bottom]
