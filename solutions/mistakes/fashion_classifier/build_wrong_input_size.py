"""build_classifier: raised

The first layer expects 28 inputs, and a flattened image has 784.
"""

from torch import nn


def build_classifier(hidden_dim=128):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(28, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
    )
