"""build_classifier: hard-coded-device

The model is moved to CUDA, which nobody asked for.
"""

from torch import nn


def build_classifier(hidden_dim=128):
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))
    return model.cuda()
