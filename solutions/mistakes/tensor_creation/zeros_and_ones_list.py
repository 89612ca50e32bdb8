"""zeros_and_ones: wrong-type

The two tensors come in a list and not in a tuple.
"""

import torch


def zeros_and_ones(rows, cols):
    return [torch.zeros(rows, cols), torch.ones(rows, cols)]
