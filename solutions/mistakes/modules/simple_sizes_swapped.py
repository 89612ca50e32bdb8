"""SimpleNet: wrong-values

The sizes of the layers are swapped: a Linear takes its input size first and its output size second.
"""

from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.fc1 = nn.Linear(hidden_dim, input_dim)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(output_dim, hidden_dim)

    def forward(self, x):
        return self.fc2(self.relu(self.fc1(x)))
