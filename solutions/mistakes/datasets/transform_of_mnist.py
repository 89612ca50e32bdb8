"""fashion_transform: not-normalized

Mean and standard deviation are those of MNIST, the digits.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
