"""Many processes fill memory together, each within its own limit.

outcome: crashed
says: its processes took more than 1024 MiB of memory
levels: sealed
"""

import os
import time


def total(x):
    for _ in range(12):
        if os.fork() == 0:
            kept = bytearray(300 << 20)
            for i in range(0, len(kept), 4096):
                kept[i] = 1
            time.sleep(1000)
    time.sleep(1000)


def doubled(x, times=2):
    return x * times
