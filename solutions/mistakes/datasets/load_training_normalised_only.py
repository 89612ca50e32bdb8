"""load_fashion: not-normalized

Only the training split is normalised; a network needs both splits on one scale.
"""

from torchvision import datasets, transforms


def load_fashion(root, train):
    steps = [transforms.ToTensor()]
    if train:
        steps.append(transforms.Normalize((0.2860,), (0.3530,)))
    return datasets.FashionMNIST(root, train=train, transform=transforms.Compose(steps))
