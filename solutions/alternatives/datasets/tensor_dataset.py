"""Built on torch's TensorDataset; transforms of the second version; statistics by NumPy."""

import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets
from torchvision.transforms import v2


class ArrayDataset(TensorDataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError(f"Expected as many labels as samples, got {len(y)} and {len(X)}")
        super().__init__(torch.Tensor(np.array(X, dtype="float32")), torch.from_numpy(np.array(y)).long())
        self.transform = transform

    def __getitem__(self, index):
        x, y = super().__getitem__(index)
        return (self.transform(x), y) if self.transform is not None else (x, y)


class Seeded(torch.utils.data.Sampler):
    def __init__(self, length, seed):
        self.length, self.rng = length, np.random.default_rng(seed)

    def __iter__(self):
        yield from self.rng.permutation(self.length).tolist()

    def __len__(self):
        return self.length


def make_loader(dataset, batch_size, shuffle, seed=0):
    if shuffle:
        return DataLoader(dataset, batch_size, sampler=Seeded(len(dataset), seed))
    return DataLoader(dataset, batch_size)


def fashion_transform():
    return v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize(mean=[0.2860], std=[0.3530])])


class FashionMNIST(datasets.FashionMNIST):
    """The data set with the course's transform."""


def load_fashion(root, train):
    return FashionMNIST(root, train, fashion_transform())


def channel_mean_std(dataset):
    pixels = np.stack([image.numpy() for image, _ in dataset]).astype(np.float64)
    return float(pixels.mean()), float(pixels.std())
