"""A module of 5,000 children is returned.

outcome: failed
levels: all
"""

from torch import nn


def total(x):
    model = nn.Module()
    for i in range(5_000):
        model.add_module(str(i), nn.Identity())
    return model


def doubled(x, times=2):
    return x * times
