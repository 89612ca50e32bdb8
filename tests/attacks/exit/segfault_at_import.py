"""Address 0 is read while the file is imported.

outcome: failed
says: the file defines no total
levels: all
"""

import ctypes


ctypes.string_at(0)


def doubled(x, times=2):
    return x * times
