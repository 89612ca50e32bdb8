"""features_to_tensor: integer-features

The rows pass through a NumPy array whose dtype is left to NumPy: whole numbers stay int64, and
fractions become float64.
"""

import numpy as np
import torch


def features_to_tensor(rows):
    array = np.array(rows)
    return torch.tensor(array)
