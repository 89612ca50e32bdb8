"""Pairs of sockets are made without an end.

outcome: failed
says: Too many open files
says at confined: Operation not permitted
levels: all
"""

import socket


def total(x):
    kept = []
    while True:
        kept.append(socket.socketpair())


def doubled(x, times=2):
    return x * times
