"""Every process starts others, as fast as it can.

outcome: crashed
says: processes
levels: sealed
long: takes all processors for a moment
"""

import contextlib
import os


def total(x):
    while True:
        with contextlib.suppress(OSError):
            os.fork()


def doubled(x, times=2):
    return x * times
