"""pairwise_squared_distances: squeezed-too-much

`squeeze()` drops the rows or the columns of the result where a or b has one row.
"""


def pairwise_squared_distances(a, b):
    return (a[:, None] - b[None]).square().sum(-1).squeeze()
