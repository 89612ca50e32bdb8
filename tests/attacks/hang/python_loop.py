"""An endless loop in Python.

outcome: timed_out
levels: all
"""


def total(x):
    while True:
        pass


def doubled(x, times=2):
    return x * times
