"""DeepNet: input-modified

pop takes the sizes out of the caller's list, which is shorter afterwards.
"""

from torch import nn
from torch.nn import functional as F


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        dims = dims if isinstance(dims, list) else list(dims)
        size = dims.pop(0)
        self.layers = nn.ModuleList()
        while dims:
            self.layers.append(nn.Linear(size, dims[0]))
            size = dims.pop(0)

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)
