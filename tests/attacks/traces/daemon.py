"""A process that nobody waits for is left behind, in a session of its own.

outcome: passed
levels: all
"""

import os
import time


if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 4096)
        time.sleep(1000)
    os._exit(0)


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times
