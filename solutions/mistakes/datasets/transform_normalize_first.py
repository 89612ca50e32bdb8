"""fashion_transform: raised

Normalize stands before ToTensor and meets a PIL image, which it cannot take.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose([transforms.Normalize((0.2860,), (0.3530,)), transforms.ToTensor()])
