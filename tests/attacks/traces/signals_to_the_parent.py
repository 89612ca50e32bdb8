"""The parent process is asked to end.

outcome: failed
levels: sealed, confined
says at sealed: there is no parent
says at confined: PermissionError
"""

import os
import signal


def total(x):
    if os.getppid():
        os.kill(os.getppid(), signal.SIGTERM)
    raise RuntimeError("there is no parent")


def doubled(x, times=2):
    return x * times
