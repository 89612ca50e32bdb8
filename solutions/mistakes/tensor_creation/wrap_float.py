"""wrap_array: wrong-dtype

The result is made float32, whatever the array holds.
"""

import torch


def wrap_array(array):
    return torch.from_numpy(array).float()
