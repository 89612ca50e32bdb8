"""zero_negatives: wrong-dtype

Integers become floats on the way: the zero that replaces negative entries is a float.
"""

import torch


def zero_negatives(x):
    return torch.where(x < 0, 0.0, x)
