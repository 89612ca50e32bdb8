"""best_device: wrong-type

The answer is whether cuda is there, a bool, and no torch.device.
"""

import torch


def best_device():
    return torch.cuda.is_available()
