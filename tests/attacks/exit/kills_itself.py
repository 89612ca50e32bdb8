"""The process sends itself SIGKILL; process 1 of a namespace cannot, and goes on.

outcome: crashed
says: SIGKILL
levels: all
outcome at sealed: failed
says at sealed: None
"""

import os
import signal


def total(x):
    os.kill(os.getpid(), signal.SIGKILL)


def doubled(x, times=2):
    return x * times
