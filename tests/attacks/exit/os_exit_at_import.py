"""The process ends while the file is imported.

outcome: crashed
says: the process exited with status 0
levels: all
others: lose
"""

import os


os._exit(0)


def doubled(x, times=2):
    return x * times
