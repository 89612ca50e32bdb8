"""freeze: replaced-parameter

A frozen deep copy is returned; the module that came in, with its parameters, is not the one that is frozen.
"""

import copy


def freeze(module):
    frozen = copy.deepcopy(module)
    for p in frozen.parameters():
        p.requires_grad = False
    return frozen
