"""DeepNet: wrong-structure

Layers of the same size are one object, so their weights are shared and there are too few parameters.
"""

from torch import nn
from torch.nn import functional as F


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        made = {}
        for size in zip(dims, dims[1:]):
            if size not in made:
                made[size] = nn.Linear(*size)
        self.layers = nn.ModuleList(made[size] for size in zip(dims, dims[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)
