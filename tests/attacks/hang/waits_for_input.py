"""The check waits for a line from the keyboard; there is none.

outcome: failed
says: EOFError
levels: all
"""


def total(x):
    return input()


def doubled(x, times=2):
    return x * times
