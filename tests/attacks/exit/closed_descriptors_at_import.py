"""Every descriptor is closed while the file is imported.

outcome: passed
levels: all
"""

import os


os.closerange(0, 4096)


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times
