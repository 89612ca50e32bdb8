"""labels_to_tensor: wrong-dtype

The dtype is left to NumPy: an array of int32 stays int32, and no labels at all become float64.
"""

import numpy as np
import torch


def labels_to_tensor(labels):
    labels = np.asarray(labels)
    return torch.from_numpy(labels)
