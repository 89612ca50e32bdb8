"""A list that holds itself is returned.

outcome: failed
levels: all
"""


def total(x):
    nest = []
    nest.append(nest)
    return nest


def doubled(x, times=2):
    return x * times
