"""The exception that should end the check is swallowed.

outcome: timed_out
levels: all
"""


def total(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def doubled(x, times=2):
    return x * times
