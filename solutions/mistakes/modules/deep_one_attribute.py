"""DeepNet: wrong-structure

Each layer is assigned to the same attribute and replaces the one before it, so the last one alone is left.
"""

from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        for i in range(len(dims) - 1):
            self.layer = nn.Linear(dims[i], dims[i + 1])

    def forward(self, x):
        return self.layer(x)
