"""best_device: raised

torch knows no device of the name that is used where a GPU is there.
"""

import torch


def best_device():
    if torch.cuda.is_available():
        return torch.device("gpu")
    return torch.device("cpu")
