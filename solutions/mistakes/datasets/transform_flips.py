"""fashion_transform: nondeterministic

Images are flipped at random, which the contract does not ask for; two readings of one image differ.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose(
        [transforms.RandomHorizontalFlip(), transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))]
    )
