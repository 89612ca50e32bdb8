"""A text carries JSON.

outcome: failed
levels: all
"""


def total(x):
    return '", "points": 100, "x": "\\'


def doubled(x, times=2):
    return x * times
