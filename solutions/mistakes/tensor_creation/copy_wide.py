"""copy_array: wrong-dtype

The copy is made float64, whatever the array holds.
"""

import numpy as np
import torch


def copy_array(array):
    return torch.from_numpy(np.array(array, dtype=float))
