"""Known mistakes of block."""


def chained(x, top, bottom, left, right):
    """wrong-axis: Both slices cut rows: the second pair of brackets counts rows again and not columns.
    remedy: Take rows and columns in one pair of brackets: `x[rows, columns]`, with a slice for each.
    """
    return x[top:bottom][left:right]


def contiguous(x, top, bottom, left, right):
    """memory-copied: The block is copied where its rows do not lie one after another in memory. A write to it does not
    reach x.
    remedy: Return the slice itself: leave out `contiguous` and all else that may copy.
    """
    return x[top:bottom, left:right].contiguous()


def detached(x, top, bottom, left, right):
    """missing-gradient: The block comes from a step that hands on numbers without their history, as detach, .data and
    no_grad do, so no gradient gets back to x.
    remedy: Take the slice of x itself, without `.detach()`, `.data` or `torch.no_grad`.
    """
    return x[top:bottom, left:right].detach()


def ends_included(x, top, bottom, left, right):
    """wrong-shape: `bottom` and `right` are treated as the last row and column of the block, but they are the first
    ones behind it.
    remedy: A slice leaves its end out, as the block does: use `bottom` and `right` without + 1.
    """
    return x[top : bottom + 1, left : right + 1]


def index_lists(x, top, bottom, left, right):
    """memory-copied: The block comes from a step that writes its numbers into new memory, as lists of indices, stack
    and clone do. Only a view, as slices give it, lets a write reach x.
    remedy: Use slices (`start:stop`) for rows and columns, and no `clone`. Lists and tensors of indices always copy.
    """
    return x[list(range(top, bottom))][:, list(range(left, right))]


def narrow_to_the_end(x, top, bottom, left, right):
    """wrong-shape: The ends of rows and columns are taken for their numbers, so the block is too large or an error.
    remedy: Use slices, `start:stop`, in one pair of brackets. `narrow` wants lengths: `bottom - top` rows and `right -
    left` columns.
    """
    return x.narrow(0, top, bottom).narrow(1, left, right)


def paired_lists(x, top, bottom, left, right):
    """wrong-shape: Rows and columns are paired entry by entry: single entries come back, or an error where their
    numbers differ.
    remedy: Use a slice for the rows and a slice for the columns, in one pair of brackets: `x[rows, columns]`.
    """
    return x[list(range(top, bottom)), list(range(left, right))]


def squeezed(x, top, bottom, left, right):
    """squeezed-too-much: Dimensions of size 1 are taken out of the block, as squeeze does without a dimension, so the
    bounds decide how many dimensions are left.
    remedy: Remove `squeeze`: a block always has two dimensions, and a slice keeps them.
    """
    return x[top:bottom, left:right].squeeze()


def strides_of_the_shape(x, top, bottom, left, right):
    """wrong-values: The strides are worked out from the shape, as if x lay row by row from the start of its memory. Of
    a transposed or sliced matrix other entries come.
    remedy: Cut the view from x itself, `x[top:bottom, left:right]`: it uses the strides that x has.
    """
    return x.as_strided((bottom - top, right - left), (x.shape[1], 1), top * x.shape[1] + left)


def swapped(x, top, bottom, left, right):
    """wrong-axis: The bounds left and right cut the rows, and top and bottom the columns, as if a matrix named the
    place across first. Its first index counts rows.
    remedy: `top` and `bottom` cut rows, in the first place; `left` and `right` cut columns, in the second.
    """
    return x[left:right, top:bottom]
