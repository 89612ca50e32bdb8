"""add_positions: global-state-changed

The default device is switched to that of x and stays switched after the call.
"""

import torch


def add_positions(x):
    torch.set_default_device(x.device)
    return x + torch.arange(x.shape[-1], dtype=x.dtype)
