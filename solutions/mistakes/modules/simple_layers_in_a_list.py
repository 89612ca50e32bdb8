"""SimpleNet: unregistered-parameters

The layers sit in a plain Python list, where PyTorch does not look for parameters.
"""

from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.layers = [nn.Linear(input_dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, output_dim)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
