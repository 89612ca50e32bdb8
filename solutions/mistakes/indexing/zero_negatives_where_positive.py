"""zero_negatives: wrong-values

NaN becomes 0, for it is not greater than 0; NaN is to stay.
"""

import torch


def zero_negatives(x):
    return torch.where(x > 0, x, 0)
