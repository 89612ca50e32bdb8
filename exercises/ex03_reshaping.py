"""Exercise 3: change the shape of a tensor, keep its values in order, and know which operations copy.

In all functions, inputs keep their values, and nothing global changes. Gradients flow from the result
back to floating-point inputs. Results lie on the device of their input and have its dtype.
"""

import torch


def flatten_images(images):
    """Turn images of shape (N, C, H, W) into rows of shape (N, C*H*W), one row for each image.

    N may be 0, and the images may have any layout in memory.

    >>> flatten_images(torch.arange(8).reshape(2, 1, 2, 2))
    tensor([[0, 1, 2, 3],
            [4, 5, 6, 7]])
    """
    raise NotImplementedError


def as_flat_view(x):
    """Return a 1-D view of x: its values in row-major order, in x's own storage.

    Raises RuntimeError when there is no such view, for example of a transposed matrix.

    >>> as_flat_view(torch.tensor([[1, 2], [3, 4]]))
    tensor([1, 2, 3, 4])
    """
    raise NotImplementedError


def flat(x):
    """Return the values of x, of any shape and layout, as a 1-D tensor in row-major order.

    The result shares memory with x when x is contiguous.

    >>> flat(torch.tensor([[1, 2], [3, 4]]).T)
    tensor([1, 3, 2, 4])
    """
    raise NotImplementedError


def add_batch_dim(x):
    """Return a view of x with one more dimension, in front: shape (1, *x.shape).

    >>> add_batch_dim(torch.tensor([1, 2, 3]))
    tensor([[1, 2, 3]])
    """
    raise NotImplementedError


def drop_dim(x, dim):
    """Return x without its dimension `dim`, which must have size 1. Other dimensions of size 1 stay.

    A negative `dim` counts from the end. Raises ValueError when the size of the dimension is not 1,
    and IndexError when x has no such dimension.

    >>> drop_dim(torch.zeros(1, 3, 1), 2).shape
    torch.Size([1, 3])
    """
    raise NotImplementedError


def channels_last(images):
    """Turn images of shape (N, C, H, W) into shape (N, H, W, C). Each pixel keeps its channels.

    >>> channels_last(torch.arange(4).reshape(1, 2, 1, 2))
    tensor([[[[0, 2],
              [1, 3]]]])
    """
    raise NotImplementedError
