"""The environment is read, as the process has it and as it was started with.

outcome: failed
says: RuntimeError
levels: sealed, confined
"""

import contextlib
import os


def total(x):
    with contextlib.suppress(OSError), open("/proc/self/environ") as file:
        raise RuntimeError(f"{dict(os.environ)} {file.read()}")
    raise RuntimeError(dict(os.environ))


def doubled(x, times=2):
    return x * times
