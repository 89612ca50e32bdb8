"""Every signal that can be is ignored.

outcome: timed_out
levels: all
"""

import contextlib
import signal
import time


def total(x):
    for number in range(1, 65):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    while True:
        time.sleep(1)


def doubled(x, times=2):
    return x * times
