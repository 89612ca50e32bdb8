"""Exercise 2: select rows, columns, blocks and single entries of a tensor, and know which of them are views.

In all functions, inputs keep their values, and nothing global changes. Gradients flow from the result
back to floating-point inputs. Results lie on the device of their input and have its dtype.
"""

import torch


def row(x, i):
    """Return row i of the matrix x, shape (rows, cols), as a view of shape (cols,).

    >>> row(torch.tensor([[1, 2, 3], [4, 5, 6]]), 1)
    tensor([4, 5, 6])
    """
    raise NotImplementedError


def column(x, j):
    """Return column j of the matrix x, shape (rows, cols), as a view of shape (rows,).

    >>> column(torch.tensor([[1, 2, 3], [4, 5, 6]]), 1)
    tensor([2, 5])
    """
    raise NotImplementedError


def block(x, top, bottom, left, right):
    """Return rows top..bottom-1 and columns left..right-1 of the matrix x, as a view.

    >>> block(torch.arange(12).reshape(3, 4), 0, 2, 1, 3)
    tensor([[1, 2],
            [5, 6]])
    """
    raise NotImplementedError


def rows_at(x, indices):
    """Return the rows of the matrix x that the int64 tensor `indices` lists, in its order.

    A row that is listed twice comes twice. `indices` may be empty; the result then has shape (0, cols).

    >>> rows_at(torch.tensor([[1, 2], [3, 4], [5, 6]]), torch.tensor([2, 0, 2]))
    tensor([[5, 6],
            [1, 2],
            [5, 6]])
    """
    raise NotImplementedError


def zero_negatives(x):
    """Return a new tensor of x's shape and dtype with negative entries replaced by 0.

    x: of any shape, floats or integers. -inf becomes 0 too, and NaN stays NaN. x itself does not
    change.

    >>> zero_negatives(torch.tensor([3, -1, 2]))
    tensor([3, 0, 2])
    """
    raise NotImplementedError


def chosen_scores(scores, labels):
    """Return the entry scores[i, labels[i]] of each row i of `scores` (n, c), as a tensor of shape (n,).

    The result is differentiable in `scores`. scores: finite floating-point numbers; labels: int64
    tensor of shape (n,).

    >>> chosen_scores(torch.tensor([[0.1, 0.9], [0.8, 0.2]]), torch.tensor([1, 0]))
    tensor([0.9000, 0.8000])
    """
    raise NotImplementedError
