"""A Sequential with named children; the deep one is a Sequential, too."""

from collections import OrderedDict

from torch import nn


class SimpleNet(nn.Sequential):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__(
            OrderedDict(
                fc1=nn.Linear(input_dim, hidden_dim),
                relu=nn.ReLU(),
                fc2=nn.Linear(hidden_dim, output_dim),
            )
        )


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError(f"expected at least 2 sizes, got {len(dims)}")
        layers = []
        for i in range(len(dims) - 1):
            layers.append(nn.Linear(dims[i], dims[i + 1]))
            if i < len(dims) - 2:
                layers.append(nn.ReLU())
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)
