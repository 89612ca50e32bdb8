"""load_fashion: raised

The root is joined with a string, which works for a str and not for a Path.
"""

from torchvision import datasets, transforms


def load_fashion(root, train):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root + "/", train=train, transform=transform)
