"""load_fashion: raised

The folder FashionMNIST is added to the root, and torchvision adds it once more.
"""

from pathlib import Path

from torchvision import datasets, transforms


def load_fashion(root, train):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(Path(root) / "FashionMNIST", train=train, transform=transform)
