"""features_to_tensor: memory-shared

An array that is float32 already is not copied on the way, so the result shares its memory.
"""

import torch


def features_to_tensor(rows):
    return torch.as_tensor(rows, dtype=torch.float32)
