"""even_numbers: wrong-dtype

The numbers are floats, and int64 is asked for.
"""

import torch


def even_numbers(stop):
    return torch.arange(0, stop, 2.0)
