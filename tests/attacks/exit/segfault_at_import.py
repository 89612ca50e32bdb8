"""Address 0 is read while the file is imported.

outcome: crashed
says: SIGSEGV
levels: all
others: lose
"""

import ctypes


ctypes.string_at(0)


def doubled(x, times=2):
    return x * times
