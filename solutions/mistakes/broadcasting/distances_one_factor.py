"""pairwise_squared_distances: wrong-values

The mixed term of the square, the product of a and b, is taken once; it comes twice.
"""


def pairwise_squared_distances(a, b):
    return a.square().sum(1, keepdim=True) + b.square().sum(1) - a @ b.T
