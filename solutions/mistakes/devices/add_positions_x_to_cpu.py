"""add_positions: hard-coded-device

x is fetched to the CPU, so the result is not on x's device.
"""

import torch


def add_positions(x):
    return x.cpu() + torch.arange(x.shape[-1], dtype=x.dtype)
