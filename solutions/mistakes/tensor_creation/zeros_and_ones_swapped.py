"""zeros_and_ones: wrong-values

The tensor of ones comes first, and the tensor of zeros second.
"""

import torch


def zeros_and_ones(rows, cols):
    return torch.ones(rows, cols), torch.zeros(rows, cols)
