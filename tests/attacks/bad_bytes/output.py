"""Bytes that are no text are printed before the process ends.

outcome: crashed
says: the process exited with status 1
levels: all
"""

import os


def total(x):
    os.write(1, bytes(range(256)) * 8)
    os._exit(1)


def doubled(x, times=2):
    return x * times
