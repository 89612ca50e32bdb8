"""best_device: wrong-values

Where there is no cuda, another accelerator is chosen in place of the CPU.
"""

import torch


def best_device():
    return torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")
