"""The process ends, a child keeps its descriptors open.

outcome: crashed
says: the process exited with status 0
levels: all
"""

import os
import time


def total(x):
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)


def doubled(x, times=2):
    return x * times
