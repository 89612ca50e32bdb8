"""pairwise_squared_distances: raised

The squared lengths of a's rows lie along the last dimension, where the rows of b are, so they meet
the wrong ones or do not fit.
"""


def pairwise_squared_distances(a, b):
    aa = (a * a).sum(1)
    bb = (b * b).sum(1)
    return aa - 2 * (a @ b.T) + bb
