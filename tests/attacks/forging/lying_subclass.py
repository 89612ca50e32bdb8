"""A tensor of a subclass claims another shape and equals everything.

outcome: failed
says: Lie
levels: all
"""

import torch


class Lie(torch.Tensor):
    shape = property(lambda self: torch.Size([]))
    dtype = property(lambda self: torch.float32)

    def __eq__(self, other):
        return torch.tensor(True)


def total(x):
    return x.clone().as_subclass(Lie)


def doubled(x, times=2):
    return x * times
