"""build_classifier: wrong-values

The hidden layer has 128 units, whatever width is asked for.
"""

from torch import nn


def build_classifier(hidden_dim=128):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )
