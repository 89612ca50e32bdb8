"""Exercise 4: let small tensors stretch over large ones, and stop them where they should not.

In all functions: inputs stay as they were, gradients flow from the result back to floating-point
inputs, and nothing global changes. Results lie on the device of their input and have its dtype.
"""

import torch


def add_row(matrix, row):
    """Return `matrix` (n, d) with `row` (d,) added to each of its rows.

    Raises ValueError unless `row` is 1-D with one entry for each column of `matrix`.

    >>> add_row(torch.zeros(2, 3), torch.tensor([1.0, 2.0, 3.0]))
    tensor([[1., 2., 3.],
            [1., 2., 3.]])
    """
    raise NotImplementedError


def standardize(features):
    """Return `features` (n, d) with each column shifted and scaled to mean 0 and standard deviation 1.

    The standard deviation is the population's (it divides by n: correction=0). A constant column of
    small integers becomes zeros, not NaN. Every other column has a standard deviation of at least 0.01,
    and its mean may be 10,000 times as large as its spread. All columns come out right within
    1 %, so nothing may be added to the standard deviation that small ones would feel.

    >>> standardize(torch.tensor([[1.0, 5.0], [3.0, 5.0]]))
    tensor([[-1.,  0.],
            [ 1.,  0.]])
    """
    raise NotImplementedError


def pairwise_squared_distances(a, b):
    """Return the (n, m) squared Euclidean distances between the rows of a (n, d) and the rows of b (m, d).

    No Python loop over rows. Differentiable, with finite gradients where rows are equal.

    >>> pairwise_squared_distances(torch.tensor([[0.0, 0.0], [1.0, 1.0]]), torch.tensor([[0.0, 2.0]]))
    tensor([[4.],
            [2.]])
    """
    raise NotImplementedError


def mse(prediction, target):
    """Return the mean squared error of two tensors of one shape as a 0-dim tensor, differentiable in `prediction`.

    Raises ValueError on any mismatch of shapes, (n, 1) against (n,) included.

    >>> mse(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]))
    tensor(2.)
    """
    raise NotImplementedError
