"""DeepNet: missing-exception

Nothing looks at the number of dims, so a network without layers is built without a word.
"""

from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        layers = []
        for i in range(len(dims) - 1):
            if i > 0:
                layers.append(nn.ReLU())
            layers.append(nn.Linear(dims[i], dims[i + 1]))
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)
