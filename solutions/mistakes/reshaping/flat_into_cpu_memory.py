"""flat: left-on-cpu

A tensor that is not contiguous is copied into memory that was made without `device=`.
"""

import torch


def flat(x):
    if x.is_contiguous():
        return x.view(-1)
    return torch.empty(x.numel(), dtype=x.dtype).copy_(x.reshape(-1))
