"""mse: device-mismatch

The squares are weighed with a tensor that was made on the CPU.
"""

import torch


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    weights = torch.full(prediction.shape, 1 / prediction.numel(), dtype=prediction.dtype)
    return ((prediction - target).square() * weights).sum()
