"""Every descriptor is closed, and a right answer returned.

outcome: crashed
says: the process e
levels: all
"""

import os


def total(x):
    os.closerange(0, 4096)
    return x.sum()


def doubled(x, times=2):
    return x * times
