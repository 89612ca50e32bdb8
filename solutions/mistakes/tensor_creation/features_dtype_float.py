"""features_to_tensor: double-precision

The numbers are made float64: as a dtype, Python's `float` and NumPy's own float have 64 bits.
"""

import torch


def features_to_tensor(rows):
    return torch.tensor(rows, dtype=float)
