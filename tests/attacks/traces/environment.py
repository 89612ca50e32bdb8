"""The environment stays changed.

outcome: passed
levels: all
"""

import os


def total(x):
    os.environ.update(PYTHONPATH="/tmp", OMP_NUM_THREADS="64", LD_PRELOAD="/tmp/x.so")
    return x.sum()


def doubled(x, times=2):
    return x * times
