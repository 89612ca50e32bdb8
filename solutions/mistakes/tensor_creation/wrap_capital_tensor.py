"""wrap_array: wrong-dtype

The result is a float32 copy, whatever the array holds.
"""

import torch


def wrap_array(array):
    return torch.Tensor(array)
