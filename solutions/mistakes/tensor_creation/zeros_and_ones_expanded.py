"""zeros_and_ones: wrong-values

All rows of a tensor are one row in memory, so a write to one of them shows in all.
"""

import torch


def zeros_and_ones(rows, cols):
    return torch.zeros(cols).expand(rows, cols), torch.ones(cols).expand(rows, cols)
