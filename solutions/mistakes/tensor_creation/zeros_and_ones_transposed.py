"""zeros_and_ones: wrong-shape

The numbers of rows and of columns have changed places.
"""

import torch


def zeros_and_ones(rows, cols):
    return torch.zeros(cols, rows), torch.ones(cols, rows)
