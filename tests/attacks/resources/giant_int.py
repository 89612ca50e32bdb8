"""A number of ten million bits is returned.

outcome: failed
levels: all
"""


def total(x):
    return 1 << 10_000_000


def doubled(x, times=2):
    return x * times
