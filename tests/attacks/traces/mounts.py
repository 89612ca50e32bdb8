"""A file system is mounted, and a namespace made in which that is allowed.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import ctypes


def total(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000 | 0x20000) < 0 and libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) < 0:
        raise OSError(ctypes.get_errno(), "not mounted")
    return x.sum()


def doubled(x, times=2):
    return x * times
