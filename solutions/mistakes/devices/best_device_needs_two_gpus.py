"""best_device: wrong-values

The number of GPUs is compared so that a single one does not count.
"""

import torch


def best_device():
    if torch.cuda.device_count() > 1:
        return torch.device("cuda")
    return torch.device("cpu")
