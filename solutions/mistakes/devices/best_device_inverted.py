"""best_device: wrong-values

The condition is the wrong way round: cuda is chosen where it is absent, and the CPU where it is
there.
"""

import torch


def best_device():
    return torch.device("cpu") if torch.cuda.is_available() else torch.device("cuda")
