"""add_on_first_device: missing-gradient

b is cut from the graph before it is moved, so no gradient gets back to it.
"""

import torch


def add_on_first_device(a, b):
    return a + torch.tensor(b.tolist(), device=a.device, dtype=b.dtype)
