"""A datagram is sent past Python's own socket.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import ctypes


def total(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.socket(2, 2, 0) < 0:
        raise OSError(ctypes.get_errno(), "no socket")
    return x.sum() * 0


def doubled(x, times=2):
    return x * times
