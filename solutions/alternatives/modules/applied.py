"""apply for freezing; NumPy for counting; a map for calling."""

import numpy as np


def count_parameters(model, trainable_only=False):
    sizes = [p.shape for p in model.parameters() if p.requires_grad or not trainable_only]
    return int(sum(np.prod(size) for size in sizes))


def freeze(module):
    def switch_off(part):
        for p in part.parameters(recurse=False):
            p.requires_grad = False

    return module.apply(switch_off)


def run(model, x):
    (out,) = map(model, [x])
    return out
