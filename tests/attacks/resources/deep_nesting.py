"""A list of 100,000 levels is returned.

outcome: failed
levels: all
"""


def total(x):
    nest = []
    for _ in range(100_000):
        nest = [nest]
    return nest


def doubled(x, times=2):
    return x * times
