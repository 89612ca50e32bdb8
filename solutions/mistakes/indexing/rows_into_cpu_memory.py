"""rows_at: left-on-cpu

The rows are copied into memory that was made without `device=`.
"""

import torch


def rows_at(x, indices):
    out = torch.empty(len(indices), x.shape[1], dtype=x.dtype)
    for place, i in enumerate(indices.tolist()):
        out[place] = x[i]
    return out
