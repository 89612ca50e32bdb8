"""load_fashion: wrong-values

A DataLoader is returned; the data set itself is asked for.
"""

from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def load_fashion(root, train):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return DataLoader(datasets.FashionMNIST(root, train=train, transform=transform), batch_size=64, shuffle=train)
