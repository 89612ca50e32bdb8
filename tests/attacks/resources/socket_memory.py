"""Many processes fill the buffers of sockets together, each made as large as it may be.

outcome: crashed
says: its processes took more than 1024 MiB of memory
levels: sealed
"""

import os
import socket
import time


def fill():
    kept = []
    while len(kept) < 240:
        pair = socket.socketpair()
        kept.append(pair)
        for one in pair:
            try:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
            except PermissionError:
                pass
            one.setblocking(False)
            try:
                while True:
                    one.send(bytes(1 << 16))
            except BlockingIOError:
                pass
    return kept


def total(x):
    for _ in range(40):
        if os.fork() == 0:
            kept = fill()
            time.sleep(1000)
    time.sleep(1000)


def doubled(x, times=2):
    return x * times
