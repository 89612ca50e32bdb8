"""best_device: wrong-values

The device has the index 1, which is the second GPU, where the first is due.
"""

import torch


def best_device():
    return torch.device("cuda:1" if torch.cuda.is_available() else "cpu")
