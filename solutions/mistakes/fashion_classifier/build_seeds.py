"""build_classifier: global-state-changed

The global generator is seeded, which changes all random numbers that come after.
"""

import torch
from torch import nn


def build_classifier(hidden_dim=128):
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))
