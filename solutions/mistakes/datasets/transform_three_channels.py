"""fashion_transform: wrong-shape

The grey image is made a colour image of three channels.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose(
        [
            transforms.Grayscale(num_output_channels=3),
            transforms.ToTensor(),
            transforms.Normalize((0.2860,), (0.3530,)),
        ]
    )
