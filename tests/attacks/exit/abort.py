"""The process aborts.

outcome: crashed
says: the process was ended by SIG
levels: all
"""

import os


def total(x):
    os.abort()


def doubled(x, times=2):
    return x * times
