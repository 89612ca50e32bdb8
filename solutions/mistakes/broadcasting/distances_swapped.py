"""pairwise_squared_distances: wrong-shape

The rows of b run down and those of a run across; it is to be the other way round.
"""


def pairwise_squared_distances(a, b):
    diff = b.unsqueeze(1) - a.unsqueeze(0)
    return (diff**2).sum(dim=-1)
