"""SimpleNet: device-mismatch

A tensor of zeros is made on the CPU in forward and joined to what is computed.
"""

import torch
from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_dim, output_dim)

    def forward(self, x):
        h = self.fc1(x)
        return self.fc2(torch.maximum(h, torch.zeros(h.shape, dtype=h.dtype)))
