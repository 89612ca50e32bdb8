"""Exercise 9: feed data to a network: data sets, loaders, transforms.

In all of them, lists and arrays keep their values, and nothing global changes. Do not seed torch's
global generator.
"""

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms


class ArrayDataset(Dataset):
    """A data set over X and y, lists or NumPy arrays of equal length.

    X is stored as float32 and y as int64. An item is a tuple (x, label) of a float32 tensor and a
    0-dim int64 tensor. Items are indexed by ints, also by negative ones. An index past either end
    raises IndexError. `transform`, when there is one, is applied to x each time an item is read, and
    only then. Raises ValueError when X and y differ in length. You may share the caller's arrays or
    copy them.

    >>> ArrayDataset([[1, 2], [3, 4]], [0, 1])[1]
    (tensor([3., 4.]), tensor(1))
    """

    def __init__(self, X, y, transform=None):
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError

    def __getitem__(self, i):
        raise NotImplementedError


def make_loader(dataset, batch_size, shuffle, seed=0):
    """Return a DataLoader over `dataset` that drops no sample.

    With shuffle=True, equal seeds give equal orders, and different seeds give different ones. Each
    epoch of one loader has a new order. Other code that draws random numbers does not change the
    orders. With shuffle=False, the order of `dataset` stays.

    >>> [batch.tolist() for batch in make_loader([1, 2, 3], batch_size=2, shuffle=False)]
    [[1, 2], [3]]
    """
    raise NotImplementedError


def fashion_transform():
    """Return a torchvision transform from a gray PIL image to a float32 tensor of shape (1, 28, 28).

    The image has 28 x 28 pixels. They are scaled to [0, 1] and then normalized with mean 0.2860 and
    standard deviation 0.3530.

    >>> from PIL import Image
    >>> fashion_transform()(Image.new("L", (28, 28))).mean()
    tensor(-0.8102)
    """
    raise NotImplementedError


def load_fashion(root, train):
    """Return torchvision's FashionMNIST over the files in `root`/FashionMNIST/raw, with fashion_transform.

    Never downloads. train: True for the training split, False for the test split.

    >>> load_fashion("no-such-folder", train=True)
    Traceback (most recent call last):
    ...
    RuntimeError: Dataset not found. You can use download=True to download it
    """
    raise NotImplementedError


def channel_mean_std(dataset):
    """Return (mean, std) as floats over all pixels of a data set of (image, label) pairs.

    The images are single-channel tensors (1, H, W) of one size. The standard deviation is the
    population's (it divides by the number of pixels).

    >>> channel_mean_std([(torch.tensor([[[1.0, 3.0]]]), 0)])
    (2.0, 1.0)
    """
    raise NotImplementedError
