"""The process ends while the file is imported.

outcome: failed
says: the file defines no total
levels: all
"""

import os


os._exit(0)


def doubled(x, times=2):
    return x * times
