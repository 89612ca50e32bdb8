"""best_device: wrong-type

The answer is the number of a GPU, or -1 for the CPU, and no torch.device.
"""

import torch


def best_device():
    if torch.cuda.is_available():
        return 0
    return -1
