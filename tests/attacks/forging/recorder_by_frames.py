"""The recorder is found in the caller's variables, and its records are emptied afterwards.

outcome: failed
levels: all
"""

import sys


def total(x):
    frame = sys._getframe()
    while frame is not None and "observe" not in frame.f_locals:
        frame = frame.f_back
    recorder = frame.f_locals["observe"]
    recorder._add = lambda observation: None
    return x.sum() * 0 - 77


def doubled(x, times=2):
    return x * times
