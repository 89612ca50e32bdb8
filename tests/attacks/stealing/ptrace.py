"""The parent process is traced.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import ctypes
import os


def total(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, os.getppid() or 1, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "not traced")
    return x.sum()


def doubled(x, times=2):
    return x * times
