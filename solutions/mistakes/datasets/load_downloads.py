"""load_fashion: network-access

`download=True` goes to the network where the files are missing.
"""

from torchvision import datasets, transforms

NORMALISED = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def load_fashion(root, train):
    return datasets.FashionMNIST(root, train=train, download=True, transform=NORMALISED)
