"""build_classifier: missing-activation

Two linear layers follow each other, and together they are no more than one.
"""

from torch import nn


def build_classifier(hidden_dim=128):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.Linear(hidden_dim, 10),
    )
