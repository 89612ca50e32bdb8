"""load_fashion: wrong-values

`train` is not passed on, and torchvision's default is the training split.
"""

from torchvision import datasets, transforms


def load_fashion(root, train):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, transform=transform)
