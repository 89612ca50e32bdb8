"""add_positions: hard-coded-device

Tensors are made on cuda or sent there, wherever x is and whether or not the machine has it.
"""

import torch


def add_positions(x):
    x = x.cuda()
    return x + torch.arange(x.shape[-1], dtype=x.dtype).cuda()
