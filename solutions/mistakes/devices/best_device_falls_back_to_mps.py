"""best_device: wrong-values

Where there is no cuda, another accelerator is chosen in place of the CPU.
"""

import torch


def best_device():
    if torch.cuda.is_available():
        return torch.device("cuda")
    elif torch.backends.mps.is_available():
        return torch.device("mps")
    else:
        return torch.device("cpu")
