"""Exercise 5: write code that runs wherever its tensors are.

In all functions: inputs stay as they were, gradients flow from the result back to floating-point
inputs, and nothing global changes (no default device is set).
"""

import torch


def best_device():
    """Return the torch.device to work on: cuda when it is available, else cpu, and never another accelerator.

    >>> isinstance(best_device(), torch.device)
    True
    """
    raise NotImplementedError


def to_device(batch, device):
    """Return `batch` with every tensor in it on `device`.

    batch: a tensor, or a nesting of plain dicts, lists and tuples with tensors and other leaves in
    it. The result has the same nesting; leaves that are no tensors stay as they are; `batch` itself
    is left alone.

    >>> to_device({"x": [torch.zeros(2)], "name": "a"}, "cpu")
    {'x': [tensor([0., 0.])], 'name': 'a'}
    """
    raise NotImplementedError


def add_positions(x):
    """Return x + [0, 1, ..., n-1] along the last dimension, where n is its size, on x's device and in x's dtype.

    >>> add_positions(torch.tensor([[10.0, 10.0], [20.0, 20.0]]))
    tensor([[10., 11.],
            [20., 21.]])
    """
    raise NotImplementedError


def add_on_first_device(a, b):
    """Return a + b on a's device, wherever b lives.

    Values and dtype are those that a + b has on one device: of two dtypes torch takes the wider. Both
    get their gradients.

    >>> add_on_first_device(torch.tensor([1.0]), torch.tensor([2.0]))
    tensor([3.])
    """
    raise NotImplementedError
