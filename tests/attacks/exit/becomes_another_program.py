"""The process becomes /bin/true.

outcome: crashed
says: the process exited with status 0
levels: all
"""

import os


def total(x):
    os.execv("/bin/true", ["true"])


def doubled(x, times=2):
    return x * times
