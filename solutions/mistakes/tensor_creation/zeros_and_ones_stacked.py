"""zeros_and_ones: wrong-type

One tensor of three dimensions holds both tables, and a tuple of two tensors is asked for.
"""

import torch


def zeros_and_ones(rows, cols):
    return torch.stack([torch.zeros(rows, cols), torch.ones(rows, cols)])
