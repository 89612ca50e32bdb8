"""standard_normal: wrong-values

The sample is shifted and scaled to a mean of exactly 0 and a deviation of exactly 1, which a sample
of N(0, 1) does not have.
"""

import torch


def standard_normal(rows, cols):
    x = torch.randn(rows, cols)
    return (x - x.mean()) / x.std()
