"""wrap_array: memory-copied

An array whose rows do not lie one after another in memory is copied on the way, so it is not
shared.
"""

import numpy as np
import torch


def wrap_array(array):
    return torch.from_numpy(np.ascontiguousarray(array))
