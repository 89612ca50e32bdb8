"""More is observed than a frame may hold.

outcome: failed
says: too large
levels: all
"""


def total(x):
    return ["x" * 4000] * 4000


def doubled(x, times=2):
    return x * times
