"""Exercise 4: let PyTorch broadcast small tensors to the shape of large ones, and refuse shapes that do not fit.

In all functions, inputs keep their values, and nothing global changes. Gradients flow from the result
back to floating-point inputs. Results lie on the device of their input and have its dtype.
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

    The standard deviation is the population's: it divides by n (correction=0). A constant column of
    small integers becomes zeros, not NaN. Each other column has a standard deviation of at least 0.01.
    Its mean may be 10,000 times as large as its standard deviation. All results are right within 1 %.
    So add no number to the divisor that is large beside a small standard deviation.

    >>> standardize(torch.tensor([[1.0, 5.0], [3.0, 5.0]]))
    tensor([[-1.,  0.],
            [ 1.,  0.]])
    """
    raise NotImplementedError


def pairwise_squared_distances(a, b):
    """Return the squared Euclidean distances (n, m) between the rows of a (n, d) and of b (m, d).

    Use no Python loop over rows. The result is differentiable, with finite gradients where rows are equal.

    >>> pairwise_squared_distances(torch.tensor([[0.0, 0.0], [1.0, 1.0]]), torch.tensor([[0.0, 2.0]]))
    tensor([[4.],
            [2.]])
    """
    raise NotImplementedError


def mse(prediction, target):
    """Return the mean squared error of two tensors of the same shape, as a 0-dim tensor.

    It is differentiable in `prediction`. Raises ValueError when the shapes differ, also for (n, 1)
    and (n,).

    >>> mse(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]))
    tensor(2.)
    """
    raise NotImplementedError
