"""standard_normal: wrong-shape

The numbers of rows and of columns have changed places.
"""

import torch


def standard_normal(rows, cols):
    return torch.randn(cols, rows)
