"""The older classes: FloatTensor and LongTensor, a loader over the data set for the statistics."""

import numpy as np
import torch
import torchvision
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        n = len(X)
        if not n == len(y):
            raise ValueError
        self.n_samples = n
        self.x_data = torch.FloatTensor(np.asarray(X).astype(np.float32))
        self.y_data = torch.LongTensor(np.asarray(y).astype(np.int64))
        self.transform = transform

    def __len__(self):
        return self.n_samples

    def __getitem__(self, index):
        if index < 0:
            index += self.n_samples
        if not 0 <= index < self.n_samples:
            raise IndexError("index out of range")
        sample = self.x_data[index], self.y_data[index]
        if self.transform:
            sample = self.transform(sample[0]), sample[1]
        return sample


class ReshuffledLoader(DataLoader):
    pass


def make_loader(dataset, batch_size, shuffle, seed=0):
    kwargs = {"batch_size": batch_size, "num_workers": 0, "drop_last": False, "shuffle": bool(shuffle)}
    if shuffle:
        kwargs["generator"] = torch.Generator(device="cpu").manual_seed(int(seed))
    return ReshuffledLoader(dataset, **kwargs)


def fashion_transform():
    return transforms.Compose(
        [
            transforms.PILToTensor(),
            transforms.ConvertImageDtype(torch.float),
            transforms.Normalize([0.2860], [0.3530], inplace=True),
        ]
    )


def load_fashion(root, train):
    return torchvision.datasets.FashionMNIST(root, train=train, transform=fashion_transform(), target_transform=None)


def channel_mean_std(dataset):
    loader = DataLoader(dataset, batch_size=32)
    n, total = 0, torch.zeros((), dtype=torch.float64)
    for images, _ in loader:
        n += images.numel()
        total += images.double().sum()
    mean = total / n
    squares = sum(((images.double() - mean) ** 2).sum() for images, _ in loader)
    return float(mean), float((squares / n).sqrt())
