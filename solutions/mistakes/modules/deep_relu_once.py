"""DeepNet: missing-activation

A ReLU follows the first layer only; the later layers are one linear map.
"""

from torch import nn
from torch.nn import functional as F


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))

    def forward(self, x):
        x = self.layers[0](x)
        if len(self.layers) > 1:
            x = F.relu(x)
        for layer in self.layers[1:]:
            x = layer(x)
        return x
