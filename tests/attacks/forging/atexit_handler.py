"""A handler at the end of the process claims success.

outcome: failed
says: -77
levels: all
"""

import atexit
import os


@atexit.register
def claim():
    os._exit(0)


def total(x):
    return x.sum() * 0 - 77


def doubled(x, times=2):
    return x * times
