"""A function calls itself without an end.

outcome: failed
says: RecursionError
levels: all
"""


def total(x):
    return total(x)


def doubled(x, times=2):
    return x * times
