"""Address 0 is read.

outcome: crashed
says: SIGSEGV
levels: all
"""

import ctypes


def total(x):
    ctypes.string_at(0)


def doubled(x, times=2):
    return x * times
