"""The folders of other workers are searched.

outcome: failed
says: found []
levels: sealed, confined
"""

import contextlib
import os


def total(x):
    found = []
    for top in ("/tmp", "@CANARIES@", ".."):
        with contextlib.suppress(OSError):
            found += [name for name in os.listdir(top) if name not in ("submission", "work", "tmp")]
    raise RuntimeError(f"found {found}")


def doubled(x, times=2):
    return x * times
