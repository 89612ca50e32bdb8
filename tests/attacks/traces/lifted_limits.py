"""Limits are raised and privileges asked for.

outcome: failed
says: Error
levels: sealed, confined
"""

import resource


def total(x):
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    return x.sum()


def doubled(x, times=2):
    return x * times
