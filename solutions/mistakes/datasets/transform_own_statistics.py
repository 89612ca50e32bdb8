"""fashion_transform: not-normalized

Each image is normalised with its own mean and standard deviation; the data set's are fixed numbers.
"""

from torchvision import transforms


def fashion_transform():
    return transforms.Compose([transforms.ToTensor(), lambda x: (x - x.mean()) / (x.std() + 1e-7)])
