"""rows_at: wrong-shape

No indices give a tensor of shape (0,), which has lost the number of columns.
"""

import torch


def rows_at(x, indices):
    if indices.numel() == 0:
        return torch.tensor([])
    return x[indices]
