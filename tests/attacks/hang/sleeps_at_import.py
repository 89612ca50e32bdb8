"""The file never finishes its import.

outcome: failed
says: the file defines no total
levels: all
"""

import time


time.sleep(1000)


def doubled(x, times=2):
    return x * times
