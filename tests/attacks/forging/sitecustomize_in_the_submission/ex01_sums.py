"""The submission holds a sitecustomize.py.

outcome: failed
says: -77
levels: all
"""


def total(x):
    return x.sum() * 0 - 77


def doubled(x, times=2):
    return x * times
