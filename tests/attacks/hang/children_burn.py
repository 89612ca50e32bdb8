"""Processes that the check started use the time, while it sleeps.

outcome: timed_out
levels: all
"""

import subprocess
import sys
import time


def total(x):
    for _ in range(2):
        subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"])
    time.sleep(1000)


def doubled(x, times=2):
    return x * times
