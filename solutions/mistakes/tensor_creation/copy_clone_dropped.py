"""copy_array: memory-shared

Nothing on the way from the array to the returned tensor copies, so the two share memory.
"""

import torch


def copy_array(array):
    t = torch.from_numpy(array)
    t.clone()
    return t
