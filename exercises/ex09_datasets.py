"""Exercise 9: feed data to a network: data sets, loaders, transforms.

In all of them: lists and arrays that are given in stay as they were, and nothing global changes
(torch's global generator is not seeded).
"""

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms


class ArrayDataset(Dataset):
    """A data set over X and y, lists or NumPy arrays of equal length.

    X is kept as float32 and y as int64. An item is a tuple (x, label) of a float32 tensor and a
    0-dim int64 tensor. Items are indexed by ints, negative ones too; IndexError past either end.
    `transform`, when there is one, is applied to x, each time the item is read and only then.
    Raises ValueError when X and y differ in length. Sharing the caller's arrays or copying them are
    both right.

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

    With shuffle=True equal seeds give equal orders, different seeds different ones, and each epoch
    of one loader is shuffled anew, whatever else draws random numbers. With shuffle=False the order
    is kept.

    >>> [batch.tolist() for batch in make_loader([1, 2, 3], batch_size=2, shuffle=False)]
    [[1, 2], [3]]
    """
    raise NotImplementedError


def fashion_transform():
    """Return a torchvision transform from a PIL image of 28 x 28 grey pixels to a float32 tensor of shape (1, 28, 28).

    Pixels are scaled to [0, 1] and then normalised with mean 0.2860 and standard deviation 0.3530.

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
    """Return (mean, std) as floats over every pixel of a data set of (image, label) pairs.

    The images are single-channel tensors (1, H, W) of one size. The standard deviation is the
    population's (it divides by the number of pixels).

    >>> channel_mean_std([(torch.tensor([[[1.0, 3.0]]]), 0)])
    (2.0, 1.0)
    """
    raise NotImplementedError
