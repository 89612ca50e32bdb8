"""SimpleNet: unregistered-parameters

The layers are made in forward: they are new and random on each call, and no optimizer sees them.
"""

from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.sizes = (input_dim, hidden_dim, output_dim)

    def forward(self, x):
        fc1 = nn.Linear(self.sizes[0], self.sizes[1])
        fc2 = nn.Linear(self.sizes[1], self.sizes[2])
        return fc2(nn.ReLU()(fc1(x)))
