"""The file never finishes its import.

outcome: timed_out
levels: all
others: lose
"""

import time


time.sleep(1000)


def doubled(x, times=2):
    return x * times
