"""load_fashion: raised

The transform is given as `target_transform` and meets the labels.
"""

from torchvision import datasets, transforms


def load_fashion(root, train):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, train=train, target_transform=transform)
