"""pairwise_squared_distances: left-on-cpu

The distances are computed on the CPU, and stay there.
"""

def pairwise_squared_distances(a, b):
    a, b = a.cpu(), b.cpu()
    return (a[:, None] - b[None]).square().sum(-1)
