"""DeepNet: unregistered-parameters

The layers sit in a plain Python list, which hides them from parameters(), state_dict() and to().
"""

from torch import nn
from torch.nn import functional as F


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.layers = [nn.Linear(dims[i], dims[i + 1]) for i in range(len(dims) - 1)]

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)
