"""copy_array: wrong-shape

The copy is one long vector: the shape of the array is lost.
"""

import torch


def copy_array(array):
    return torch.from_numpy(array.flatten())
