"""The process ends in the middle of a check, with status 0.

outcome: crashed
says: the process exited with status 0
levels: all
"""

import os


def total(x):
    os._exit(0)


def doubled(x, times=2):
    return x * times
