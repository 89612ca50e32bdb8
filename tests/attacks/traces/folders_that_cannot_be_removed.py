"""Folders without any permission and a link to a file outside are left behind.

outcome: passed
levels: all
"""

import contextlib
import os


with contextlib.suppress(OSError):
    os.makedirs("deep/" * 50)
    os.symlink("@CANARY@", "deep/link")
    os.chmod("deep", 0)


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times
