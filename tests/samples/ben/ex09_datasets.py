import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, RandomSampler
from torchvision import datasets
from torchvision.transforms import v2


class ArrayDataset(Dataset):
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        self.X = np.asarray(X)
        self.y = np.asarray(y)
        self.transform = transform

    def __len__(self):
        return self.X.shape[0]

    def __getitem__(self, i):
        x = torch.tensor(self.X[i]).float()
        if self.transform is not None:
            x = self.transform(x)
        return x, torch.tensor(int(self.y[i]))


def make_loader(dataset, batch_size, shuffle, seed=0):
    if not shuffle:
        return DataLoader(dataset, batch_size)
    g = torch.Generator()
    g.manual_seed(seed)
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, generator=g))


def fashion_transform():
    return v2.Compose(
        [v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.ToPureTensor(), v2.Normalize([0.2860], [0.3530])]
    )


def load_fashion(root, train):
    return datasets.FashionMNIST(root=str(root), train=train, download=False, transform=fashion_transform())


def channel_mean_std(dataset):
    n, total, squares = 0, 0.0, 0.0
    for image, _ in dataset:
        pixels = image.double()
        n += pixels.numel()
        total += pixels.sum().item()
    mean = total / n
    for image, _ in dataset:
        squares += ((image.double() - mean) ** 2).sum().item()
    return mean, (squares / n) ** 0.5
