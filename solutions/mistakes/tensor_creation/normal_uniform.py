"""standard_normal: wrong-values

The numbers are uniform between 0 and 1 and not normal.
"""

import torch


def standard_normal(rows, cols):
    return torch.rand(rows, cols)
