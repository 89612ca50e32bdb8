"""fashion_transform: not-normalized

The image becomes a tensor in [0, 1] and is not normalised.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.ToTensor()
