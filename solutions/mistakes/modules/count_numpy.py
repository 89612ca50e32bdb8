"""count_parameters: wrong-type

np.prod gives a NumPy number, and so does the sum; an int is asked for.
"""

import numpy as np


def count_parameters(model, trainable_only=False):
    return sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad or not trainable_only)
