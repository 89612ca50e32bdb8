"""Layers by name in a ModuleDict, with one shared ReLU."""

from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        dims = tuple(dims)
        if len(dims) < 2:
            raise ValueError
        self.relu = nn.ReLU()
        self.hidden = nn.ModuleDict({str(i): nn.Linear(a, b) for i, (a, b) in enumerate(zip(dims[:-2], dims[1:-1]))})
        self.output = nn.Linear(dims[-2], dims[-1])

    def forward(self, x):
        for layer in self.hidden.values():
            x = self.relu(layer(x))
        return self.output(x)
