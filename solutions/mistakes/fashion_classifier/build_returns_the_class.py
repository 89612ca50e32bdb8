"""build_classifier: raised

The class is returned and not an instance of it.
"""

from torch import nn


class Net(nn.Module):
    def __init__(self, hidden_dim=128):
        super().__init__()
        self.fc1 = nn.Linear(784, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, 10)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)).relu())


def build_classifier(hidden_dim=128):
    return Net
