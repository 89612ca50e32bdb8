"""Memory that belongs to no file system is asked for.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import os


def total(x):
    return os.memfd_create("hidden")


def doubled(x, times=2):
    return x * times
