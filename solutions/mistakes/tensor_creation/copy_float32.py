"""copy_array: wrong-dtype

The copy is made float32, whatever the array holds.
"""

import torch


def copy_array(array):
    return torch.tensor(array, dtype=torch.float32)
