"""freeze: wrong-type

The parameters are frozen, and the module is not returned.
"""


def freeze(module):
    for p in module.parameters():
        p.requires_grad = False
