"""An exception comes out of 900 frames, each with another cause.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    return deeper(900)


def deeper(n):
    try:
        return deeper(n - 1) if n else 1 / 0
    except Exception as error:
        raise ValueError("again") from error


def doubled(x, times=2):
    return x * times
