"""standard_normal: wrong-values

The numbers are uniform; their mean and standard deviation fit, their distribution does not.
"""

import math

import torch


def standard_normal(rows, cols):
    return (torch.rand(rows, cols) - 0.5) * math.sqrt(12)
