"""A character is printed now and then, for ever.

outcome: timed_out
levels: all
"""

import time


def total(x):
    while True:
        print(".", end="", flush=True)
        time.sleep(0.05)


def doubled(x, times=2):
    return x * times
