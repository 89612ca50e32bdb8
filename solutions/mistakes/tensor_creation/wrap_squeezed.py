"""wrap_array: squeezed-too-much

Dimensions of size 1 are dropped.
"""

import torch


def wrap_array(array):
    return torch.from_numpy(array).squeeze()
