"""The process sends SIGKILL to its own group.

outcome: crashed
says: SIGKILL
levels: all
outcome at sealed: failed
says at sealed: ProcessLookupError
"""

import os
import signal


def total(x):
    os.killpg(os.getpgrp(), signal.SIGKILL)


def doubled(x, times=2):
    return x * times
