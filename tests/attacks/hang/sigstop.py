"""The process stops itself; process 1 of a namespace cannot, and goes on.

outcome: timed_out
levels: all
outcome at sealed: failed
"""

import os
import signal


def total(x):
    os.kill(os.getpid(), signal.SIGSTOP)


def doubled(x, times=2):
    return x * times
