"""DeepNet: device-mismatch

The network keeps a tensor that is no buffer, so that `.to(device)` leaves it on the CPU.
"""

from itertools import pairwise

import torch
from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("too few dims")
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))
        self.shift = torch.zeros(1, dims[-1])

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x) + self.shift
