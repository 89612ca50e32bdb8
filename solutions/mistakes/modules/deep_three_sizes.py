"""DeepNet: wrong-structure

The code is written for three sizes; a shorter or a longer list does not fit.
"""

from torch import nn
from torch.nn import functional as F


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.fc1 = nn.Linear(dims[0], dims[1])
        self.fc2 = nn.Linear(dims[1], dims[2])

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))
