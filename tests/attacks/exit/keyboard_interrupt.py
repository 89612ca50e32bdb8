"""KeyboardInterrupt is raised.

outcome: failed
says: KeyboardInterrupt
levels: all
"""


def total(x):
    raise KeyboardInterrupt


def doubled(x, times=2):
    return x * times
