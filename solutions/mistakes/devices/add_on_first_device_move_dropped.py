"""add_on_first_device: device-mismatch

b is added where it lies: it was not moved, or the moved copy was not used.
"""

import torch


def add_on_first_device(a, b):
    b.to(a.device)
    return torch.add(a, b)
