"""fashion_transform: squeezed-too-much

The channel is squeezed away; images are (1, 28, 28).
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,)), lambda x: x.squeeze(0)]
    )
