"""fashion_transform: double-precision

The pixels become 64-bit floats.
"""

import numpy as np
import torch
from torchvision import transforms


def to_tensor(image):
    return torch.from_numpy(np.array(image) / 255.0).unsqueeze(0)


def fashion_transform():
    return transforms.Compose([transforms.Lambda(to_tensor), transforms.Normalize((0.2860,), (0.3530,))])
