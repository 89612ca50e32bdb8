"""load_fashion: missing-exception

Missing files are passed over without an exception, and an empty list stands for the data set.
"""

from torchvision import datasets, transforms


def load_fashion(root, train):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    try:
        return datasets.FashionMNIST(root, train=train, transform=transform)
    except RuntimeError:
        return []
