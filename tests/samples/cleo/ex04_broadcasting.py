"""Exercise 4: let small tensors stretch over large ones, and stop them where they should not."""

import torch


def add_row(matrix, row):
    if row.dim() != 1 or row.size(0) != matrix.size(1):
        raise ValueError("one entry for each column is needed")
    return matrix + row.unsqueeze(0).expand_as(matrix)


def standardize(features):
    """Return `features` (n, d) with each column shifted and scaled to mean 0 and standard deviation 1.

    The standard deviation is the population's (it divides by n: correction=0). A constant column of
    small integers becomes zeros, not NaN; every other column varies by at least 0.01.

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
    if prediction.size() != target.size():
        raise ValueError("prediction and target differ in shape")
    return torch.nn.functional.mse_loss(prediction, target)
