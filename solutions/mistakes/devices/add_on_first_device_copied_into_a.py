"""add_on_first_device: raised

b is copied into a tensor of a's shape, which fails where b is the larger one and a would be
stretched.
"""

import torch


def add_on_first_device(a, b):
    moved = torch.zeros_like(a)
    moved = moved.copy_(b)
    return a + moved
