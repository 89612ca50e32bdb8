"""Threads are started without an end.

outcome: failed
levels: sealed
or: timed_out
"""

import threading
import time


def total(x):
    while True:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()


def doubled(x, times=2):
    return x * times
