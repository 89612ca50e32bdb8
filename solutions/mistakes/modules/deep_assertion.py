"""DeepNet: wrong-exception

An assert raises AssertionError where ValueError is asked for.
"""

from torch import nn
from torch.nn import functional as F


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        assert len(dims) >= 2, "at least two dims"
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(dims, dims[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)
