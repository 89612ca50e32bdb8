"""mse: wrong-values

A root is taken of the mean squared error.
"""

import torch


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return torch.sqrt(torch.mean((prediction - target) ** 2))
