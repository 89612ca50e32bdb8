"""features_to_tensor: integer-features

The dtype is left to torch, which keeps whole numbers as int64.
"""

import torch


def features_to_tensor(rows):
    return torch.tensor(rows)
