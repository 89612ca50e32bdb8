"""fashion_transform: raised

PILToTensor keeps bytes from 0 to 255, and Normalize takes floating-point numbers only.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose([transforms.PILToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
