"""An object claims to be whatever it is asked for.

outcome: failed
says: Lie
levels: all
"""

import torch


class Lie:
    __class__ = torch.Tensor

    def __getattr__(self, name):
        return lambda *args, **kwargs: self

    def __eq__(self, other):
        return True

    def __float__(self):
        return 0.0


def total(x):
    return Lie()


def doubled(x, times=2):
    return x * times
