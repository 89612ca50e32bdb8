"""A dict of 200,000 keys is returned.

outcome: failed
levels: all
"""


def total(x):
    return {str(i): i for i in range(200_000)}


def doubled(x, times=2):
    return x * times
