"""The last layer has a second name, by which forward calls it."""

from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError(f"{len(dims)} dims are too few")
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))
        self.last = self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x) if layer is self.last else layer(x).relu()
        return x
