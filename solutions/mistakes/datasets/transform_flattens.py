"""fashion_transform: wrong-shape

The image is flattened to 784 numbers; flattening is the network's business.
"""

import torch
from torchvision import transforms


def fashion_transform():
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,)), transforms.Lambda(torch.flatten)]
    )
