"""build_classifier: missing-activation

The activation is made and not called in forward.
"""

from torch import nn


class Net(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, hidden_dim)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_dim, 10)

    def forward(self, x):
        x = x.view(x.size(0), -1)
        return self.fc2(self.fc1(x))


def build_classifier(hidden_dim=128):
    return Net(hidden_dim)
