"""labels_to_tensor: wrong-shape

The labels form a column of shape (n, 1) and not a vector of shape (n,).
"""

import torch


def labels_to_tensor(labels):
    return torch.tensor(labels, dtype=torch.int64).reshape(-1, 1)
