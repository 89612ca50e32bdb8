"""zeros_and_ones: integer-features

The tensors hold integers: a tensor takes its dtype from the number that fills it, and 0 and 1 are
integers.
"""

import torch


def zeros_and_ones(rows, cols):
    zeros = torch.full((rows, cols), 0)
    ones = torch.full((rows, cols), 1)
    return zeros, ones
