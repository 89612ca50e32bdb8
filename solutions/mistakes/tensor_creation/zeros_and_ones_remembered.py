"""zeros_and_ones: wrong-values

The tensors of an earlier call are handed out again, with all that was written into them since.
"""

from functools import lru_cache

import torch


@lru_cache
def zeros_and_ones(rows, cols):
    return torch.zeros(rows, cols), torch.ones(rows, cols)
