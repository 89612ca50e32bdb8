"""best_device: wrong-values

Another accelerator is asked for first and is chosen even where cuda is there.
"""

import torch


def best_device():
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("cpu")
