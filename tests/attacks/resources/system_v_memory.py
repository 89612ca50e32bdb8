"""Shared memory of System V, which outlives its process, is asked for.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import ctypes


def total(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shmget(0, 4096, 0o1600) < 0:
        raise OSError(ctypes.get_errno(), "no shared memory")
    return x.sum()


def doubled(x, times=2):
    return x * times
