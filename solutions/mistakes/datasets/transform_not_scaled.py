"""fashion_transform: not-normalized

The pixels are cast to floats without being scaled, so numbers up to 255 are normalised as if they were up to 1.
"""

import torch
from torchvision.transforms import v2


def fashion_transform():
    return v2.Compose([v2.PILToTensor(), v2.ToDtype(torch.float32), v2.Normalize((0.2860,), (0.3530,))])
