"""even_numbers: wrong-shape

The count ends one too early: the number just below an odd `stop` is missing, and a `stop` of 0 is
an error.
"""

import torch


def even_numbers(stop):
    return torch.arange(0, stop - 1, 2)
