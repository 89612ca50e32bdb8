"""mse: silent-broadcast

Only the numbers of dimensions are compared, so a size of 1 is stretched to any other.
"""

import torch


def mse(prediction, target):
    if prediction.ndim != target.ndim:
        raise ValueError("dimensions differ")
    try:
        return torch.mean((prediction - target) ** 2)
    except RuntimeError as e:
        raise ValueError("sizes differ") from e
