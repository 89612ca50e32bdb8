"""A service that listens on an abstract socket is connected to.

outcome: failed
says: Error
levels: sealed, confined
"""

import socket


def total(x):
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("\0@ABSTRACT@")
        raise RuntimeError(one.recv(100))


def doubled(x, times=2):
    return x * times
