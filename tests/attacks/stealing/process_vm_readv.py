"""The memory of the parent process is read.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import ctypes
import os


def total(x):
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(64)
    part = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)
    if libc.process_vm_readv(os.getppid() or 1, part, 1, part, 1, 0) < 0:
        raise OSError(ctypes.get_errno(), "not read")
    return x.sum()


def doubled(x, times=2):
    return x * times
