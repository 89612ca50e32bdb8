"""The base class set up in the old way; functional ReLU; layers that draw their own first numbers."""

import torch.nn.functional as F
from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super(SimpleNet, self).__init__()
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.relu = nn.ReLU(inplace=True)
        nn.init.kaiming_normal_(self.fc1.weight, nonlinearity="relu")
        nn.init.zeros_(self.fc1.bias)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


class DeepNet(nn.Module):
    def __init__(self, dims):
        nn.Module.__init__(self)
        if len(dims) < 2:
            raise ValueError("a network has two sizes or more")
        self.count = len(dims) - 1
        for i in reversed(range(self.count)):
            layer = nn.Linear(dims[i], dims[i + 1])
            nn.init.xavier_uniform_(layer.weight)
            setattr(self, f"fc{i}", layer)

    def forward(self, x):
        for i in range(self.count):
            x = getattr(self, f"fc{i}")(x)
            if i + 1 < self.count:
                x = F.relu(x)
        return x
