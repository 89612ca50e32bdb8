"""Samples are kept as a list of pairs; batches are sampled by a batch sampler; Welford's method by images."""

import math

import torch
from torch.utils import data
from torchvision import transforms
from torchvision.datasets import FashionMNIST
from torchvision.transforms import functional as TF


class ArrayDataset(data.Dataset):
    def __init__(self, X, y, transform=None):
        super().__init__()
        try:
            self.samples = [
                (torch.tensor(x, dtype=torch.float32), torch.tensor(int(label))) for x, label in zip(X, y, strict=True)
            ]
        except ValueError as error:
            raise ValueError("X and y differ in length") from error
        self.transform = transform or (lambda x: x)

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, i):
        x, label = self.samples[i]
        return self.transform(x.clone()), label


class Batches:
    def __init__(self, n, size, shuffle, seed):
        self.n, self.size, self.shuffle = n, size, shuffle
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return math.ceil(self.n / self.size)

    def __iter__(self):
        order = torch.randperm(self.n, generator=self.generator) if self.shuffle else torch.arange(self.n)
        for part in order.split(self.size):
            yield part.tolist()


def make_loader(dataset, batch_size, shuffle, seed=0):
    return data.DataLoader(dataset, batch_sampler=Batches(len(dataset), batch_size, shuffle, seed))


class FashionTransform:
    def __call__(self, image):
        return TF.normalize(TF.to_tensor(image), [0.2860], [0.3530])


def fashion_transform():
    return FashionTransform()


def load_fashion(root, train):
    dataset = FashionMNIST(root, train=bool(train))
    dataset.transform = transforms.Compose([FashionTransform()])
    return dataset


def channel_mean_std(dataset):
    count, mean, spread = 0, 0.0, 0.0
    for i in range(len(dataset)):
        image = dataset[i][0].double()
        n = image.numel()
        delta = image.mean().item() - mean
        spread += image.var(correction=0).item() * n + delta**2 * count * n / (count + n)
        mean += delta * n / (count + n)
        count += n
    return mean, math.sqrt(spread / count)
