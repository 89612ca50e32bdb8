"""mse: missing-gradient

The number is put into a new tensor that knows nothing of the graph, so no gradient gets back to the
prediction.
"""

import torch


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    value = (prediction - target).square().mean().item()
    return torch.tensor(value, dtype=prediction.dtype)
