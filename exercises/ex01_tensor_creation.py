"""Exercise 1: make tensors from Python lists, from NumPy arrays and from nothing, with the dtype that comes next."""

import numpy as np
import torch


def features_to_tensor(rows):
    """Turn a table of numbers into a float32 tensor of shape (n, d).

    rows: nested lists of ints and/or floats, or a NumPy array of any integer or floating dtype.
    The result is always float32 and never shares memory with `rows`.

    >>> features_to_tensor([[1, 2], [3, 4]])
    tensor([[1., 2.],
            [3., 4.]])
    """
    raise NotImplementedError


def labels_to_tensor(labels):
    """Turn class labels into an int64 tensor of shape (n,).

    labels: a list of ints or a NumPy integer array; n may be 0. Sharing memory with `labels` or not is free.

    >>> labels_to_tensor([2, 0, 1])
    tensor([2, 0, 1])
    """
    raise NotImplementedError


def zeros_and_ones(rows, cols):
    """Return a tuple of two float32 tensors of shape (rows, cols): one of zeros, one of ones.

    >>> zeros_and_ones(1, 2)
    (tensor([[0., 0.]]), tensor([[1., 1.]]))
    """
    raise NotImplementedError


def standard_normal(rows, cols):
    """Return a float32 tensor of shape (rows, cols) drawn from the normal distribution N(0, 1).

    The numbers come from torch's global generator: each call gives new ones, and the generator is not seeded here.

    >>> standard_normal(3, 4).shape
    torch.Size([3, 4])
    """
    raise NotImplementedError


def even_numbers(stop):
    """Return the even numbers 0, 2, 4, ... below `stop` as an int64 tensor.

    stop: an int >= 0; it is not part of the result itself.

    >>> even_numbers(10)
    tensor([0, 2, 4, 6, 8])
    """
    raise NotImplementedError


def wrap_array(array):
    """Return a tensor that shares memory with the NumPy array `array` (writable, positive strides).

    A write to the array shows in the tensor, and a write to the tensor shows in the array. The dtype is the array's.

    >>> a = np.zeros(2)
    >>> t = wrap_array(a)
    >>> a[0] = 5
    >>> t
    tensor([5., 0.], dtype=torch.float64)
    """
    raise NotImplementedError


def copy_array(array):
    """Return a tensor with the dtype and the values of the NumPy array `array` that shares no memory with it.

    >>> a = np.zeros(2, dtype=np.float32)
    >>> t = copy_array(a)
    >>> a[0] = 5
    >>> t
    tensor([0., 0.])
    """
    raise NotImplementedError
