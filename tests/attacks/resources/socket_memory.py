"""Few small processes fill the buffers of sockets, which stay filled when the end that filled them is closed.

outcome: crashed
says: its processes took more than 1024 MiB of memory
levels: sealed
"""

import subprocess
import sys
import time

FILL = """
import socket, time
kept = []
while len(kept) < 480:
    one, other = socket.socketpair()
    kept.append(other)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
    except PermissionError:
        pass
    one.setblocking(False)
    try:
        while True:
            one.send(bytes(1 << 16))
    except BlockingIOError:
        one.close()
time.sleep(1000)
"""


def total(x):
    for _ in range(6):
        subprocess.Popen([sys.executable, "-S", "-c", FILL])
    time.sleep(1000)


def doubled(x, times=2):
    return x * times
