"""The process becomes another user.

outcome: failed
says: PermissionError
levels: sealed, confined
"""

import os


def total(x):
    os.setgroups([])
    os.setuid(12345)
    return x.sum()


def doubled(x, times=2):
    return x * times
