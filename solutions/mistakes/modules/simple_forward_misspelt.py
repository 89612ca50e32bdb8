"""SimpleNet: raised

The method is called foward, so the module has no forward.
"""

from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_dim, output_dim)

    def foward(self, x):
        return self.fc2(self.relu(self.fc1(x)))
