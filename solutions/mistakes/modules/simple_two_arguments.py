"""SimpleNet: wrong-signature

__init__ takes no hidden_dim; the network is built from three sizes.
"""

from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, output_dim):
        super().__init__()
        self.fc1 = nn.Linear(input_dim, 128)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(128, output_dim)

    def forward(self, x):
        return self.fc2(self.relu(self.fc1(x)))
