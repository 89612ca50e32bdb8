"""best_device: wrong-values

The answer is the accelerator that torch was built for, of whatever kind and whether or not it can
be used.
"""

import torch


def best_device():
    accelerator = torch.accelerator.current_accelerator()
    return accelerator
