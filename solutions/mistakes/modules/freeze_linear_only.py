"""freeze: requires-grad-changed

Only Linear layers are frozen; other layers keep parameters that require grad.
"""

from torch import nn


def freeze(module):
    for part in module.modules():
        if isinstance(part, nn.Linear):
            part.requires_grad_(False)
    return module
