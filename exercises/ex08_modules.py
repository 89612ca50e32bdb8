"""Exercise 8: build networks whose parameters PyTorch registers.

In all functions, the values of parameters and the mode (train or eval) do not change. Nothing global
changes. The first weights of both networks are random, and as large as those that nn.Linear makes.
"""

import torch
from torch import nn


class SimpleNet(nn.Module):
    """A network of two layers: inputs of shape (N, input_dim) to logits of shape (N, output_dim).

    Its children are fc1 (Linear), relu (nn.ReLU) and fc2 (Linear), and no others. forward may use
    any ReLU.

    >>> sum(p.numel() for p in SimpleNet(784, 128, 10).parameters())
    101770
    """

    def __init__(self, input_dim, hidden_dim, output_dim):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError


class DeepNet(nn.Module):
    """A network of Linear layers dims[0] -> dims[1] -> ... with a ReLU between them and none after the last.

    Every parameter is registered. Raises ValueError for fewer than two dims.

    >>> DeepNet([4, 8, 6, 3])(torch.zeros(5, 4)).shape
    torch.Size([5, 3])
    """

    def __init__(self, dims):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError


def count_parameters(model, trainable_only=False):
    """Return how many numbers the parameters of `model` hold, as an int; a shared parameter counts once.

    trainable_only: count only parameters that require grad.

    >>> count_parameters(nn.Linear(3, 2))
    8
    """
    raise NotImplementedError


def freeze(module):
    """Set requires_grad to False for each parameter of `module`, and return the same module.

    The module keeps its Parameter objects.

    >>> any(p.requires_grad for p in freeze(nn.Linear(3, 2)).parameters())
    False
    """
    raise NotImplementedError


def run(model, x):
    """Return the output of the model for x. The forward hooks of the model run.

    >>> run(nn.ReLU(), torch.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """
    raise NotImplementedError
