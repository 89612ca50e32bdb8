"""wrap_array: raised

The array's memory is read as one buffer, which fails where its numbers do not lie one after
another.
"""

import torch


def wrap_array(array):
    dtype = torch.tensor(array[:0]).dtype
    return torch.frombuffer(array, dtype=dtype).reshape(array.shape)
