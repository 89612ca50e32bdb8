"""add_positions: wrong-type

The sum is computed and not returned, so the result is None.
"""

import torch


def add_positions(x):
    result = x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
    print(result)
