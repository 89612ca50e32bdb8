"""zeros_and_ones: wrong-values

Both results are one tensor: filling it with ones overwrote the zeros.
"""

import torch


def zeros_and_ones(rows, cols):
    zeros = torch.zeros(rows, cols)
    ones = zeros.fill_(1)
    return zeros, ones
