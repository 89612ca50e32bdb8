"""The folder of solutions is listed.

outcome: failed
says: Error
levels: sealed, confined
"""

import os


def total(x):
    raise RuntimeError(os.listdir("@COURSE@/solutions"))


def doubled(x, times=2):
    return x * times
