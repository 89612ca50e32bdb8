"""A service that listens on a socket in the file system is connected to.

outcome: failed
says: Error
levels: sealed, confined
"""

import socket


def total(x):
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("@SOCKET@")
        raise RuntimeError(one.recv(100))


def doubled(x, times=2):
    return x * times
