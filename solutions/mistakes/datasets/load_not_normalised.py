"""load_fashion: not-normalized

The images are scaled to [0, 1] and not normalised.
"""

from torchvision import datasets, transforms


def load_fashion(root, train):
    return datasets.FashionMNIST(root, train=train, transform=transforms.ToTensor())
