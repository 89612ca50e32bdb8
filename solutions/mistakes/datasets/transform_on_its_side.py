"""fashion_transform: scrambled-axes

Rows and columns are exchanged on the way from the image to the tensor.
"""

import numpy as np
import torch
from torchvision import transforms


def fashion_transform():
    return transforms.Compose(
        [
            lambda image: torch.tensor(np.asarray(image).T / 255, dtype=torch.float32)[None],
            transforms.Normalize((0.2860,), (0.3530,)),
        ]
    )
