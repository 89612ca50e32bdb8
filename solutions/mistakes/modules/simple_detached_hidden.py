"""SimpleNet: missing-gradient

The hidden layer is detached, so no gradient reaches fc1.
"""

from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_dim, output_dim)

    def forward(self, x):
        hidden = self.relu(self.fc1(x)).detach()
        return self.fc2(hidden)
