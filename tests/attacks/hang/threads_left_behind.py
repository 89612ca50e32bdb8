"""Threads burn on when the check is over, and with them the time of the next, which needs most of its own.

outcome: passed
or: timed_out
levels: all
"""

import threading
import time


def burn():
    while True:
        pass


def total(x):
    for _ in range(3):
        threading.Thread(target=burn, daemon=True).start()
    return x.sum()


def doubled(x, times=2):
    end = time.thread_time() + 0.4
    while time.thread_time() < end:
        pass
    return x * times
