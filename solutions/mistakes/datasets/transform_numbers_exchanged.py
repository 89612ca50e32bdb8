"""fashion_transform: not-normalized

Mean and standard deviation are exchanged.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.3530,), (0.2860,))])
