"""A machine outside is connected to.

outcome: failed
says: there is no network while grading
levels: all
"""

import socket


def total(x):
    socket.create_connection(("192.0.2.1", 80), timeout=0.2)
    return x.sum()


def doubled(x, times=2):
    return x * times
