"""load_fashion: raised

The function that makes the transform is passed, and not the transform: the parentheses are missing.
"""

from torchvision import datasets, transforms


def make_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def load_fashion(root, train):
    return datasets.FashionMNIST(root, train=train, transform=make_transform)
