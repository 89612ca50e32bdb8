"""best_device: wrong-type

The name of the device comes back as a string, where a torch.device is asked for.
"""

import torch


def best_device():
    return "cuda" if torch.cuda.is_available() else "cpu"
