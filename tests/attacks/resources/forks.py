"""400 processes are started.

outcome: crashed
says: processes
levels: sealed
"""

import os
import time


def total(x):
    for _ in range(400):
        if os.fork() == 0:
            time.sleep(1000)
    time.sleep(1000)


def doubled(x, times=2):
    return x * times
