"""build_classifier: wrong-shape

Flattening begins at the first dimension, so the whole batch becomes one row.
"""

from torch import nn


def build_classifier(hidden_dim=128):
    return nn.Sequential(
        nn.Flatten(0),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
    )
