"""load_fashion: raised

The class is MNIST, which looks for another folder.
"""

from torchvision import datasets, transforms


def load_fashion(root, train):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.MNIST(root, train=train, transform=transform)
