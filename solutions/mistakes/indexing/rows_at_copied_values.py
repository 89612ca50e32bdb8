"""rows_at: missing-gradient

The rows pass through plain numbers, which carry no gradient.
"""

import torch


def rows_at(x, indices):
    lines = x.tolist()
    picked = [lines[i] for i in indices.tolist()]
    return torch.tensor(picked, dtype=x.dtype).reshape(-1, x.shape[1])
