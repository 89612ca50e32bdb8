"""DeepNet: missing-activation

There is no activation between the layers, so the whole network is one linear map.
"""

from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.net = nn.Sequential(*[nn.Linear(dims[i], dims[i + 1]) for i in range(len(dims) - 1)])

    def forward(self, x):
        return self.net(x)
