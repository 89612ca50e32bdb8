"""An exception carries 100 MB of message.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("x" * 100_000_000)


def doubled(x, times=2):
    return x * times
