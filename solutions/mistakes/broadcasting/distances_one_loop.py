"""pairwise_squared_distances: python-loop

A Python loop runs over the rows of a.
"""

import torch


def pairwise_squared_distances(a, b):
    rows = []
    for i in range(a.shape[0]):
        rows.append(((a[i] - b) ** 2).sum(1))
    return torch.stack(rows)
