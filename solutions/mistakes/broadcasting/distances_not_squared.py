"""pairwise_squared_distances: wrong-values

The distances are not squared.
"""

import torch


def pairwise_squared_distances(a, b):
    return torch.cdist(a, b)
