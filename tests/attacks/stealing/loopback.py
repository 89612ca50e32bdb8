"""A service of this machine is connected to, past Python's own socket.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import ctypes
import os
import socket
import struct


def total(x):
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.socket(2, 1, 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "no socket")
    address = struct.pack("=HH4s8x", 2, socket.htons(@PORT@), bytes([127, 0, 0, 1]))
    if libc.connect(descriptor, address, 16) < 0:
        raise OSError(ctypes.get_errno(), "not connected")
    raise RuntimeError(os.read(descriptor, 100))


def doubled(x, times=2):
    return x * times
