"""add_row: device-mismatch

The result begins as zeros that were made without `device=`.
"""

import torch


def add_row(matrix, row):
    if row.dim() != 1 or len(row) != matrix.shape[1]:
        raise ValueError("row does not fit")
    total = torch.zeros(matrix.shape, dtype=matrix.dtype)
    return total + matrix + row
