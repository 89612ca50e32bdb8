"""freeze: replaced-parameter

Each parameter is replaced by a new one, so whoever holds the old ones, an optimizer say, holds others.
"""

from torch import nn


def freeze(module):
    for part in module.modules():
        for name, p in list(part.named_parameters(recurse=False)):
            setattr(part, name, nn.Parameter(p.detach(), requires_grad=False))
    return module
