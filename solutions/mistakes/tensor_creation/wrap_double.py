"""wrap_array: wrong-dtype

The result is made float64, whatever the array holds.
"""

import numpy as np
import torch


def wrap_array(array):
    return torch.from_numpy(np.asarray(array, dtype=np.float64))
