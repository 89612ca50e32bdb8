"""The working folder is removed.

outcome: crashed
says: the process exited with status 1
levels: all
"""

import os
import shutil


def total(x):
    shutil.rmtree(os.getcwd())
    return x.sum()


def doubled(x, times=2):
    return x * times
