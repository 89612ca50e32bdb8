"""best_device: hard-coded-device

The number of the current GPU is asked for on every machine, also on one without any.
"""

import torch


def best_device():
    return torch.device("cuda", torch.cuda.current_device())
