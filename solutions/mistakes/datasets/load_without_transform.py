"""load_fashion: wrong-type

No transform is given, so the items hold PIL images.
"""

from torchvision import datasets


def load_fashion(root, train):
    return datasets.FashionMNIST(root, train=train, download=False)
