"""Recursion without Python's limit until the stack is full.

outcome: crashed
or: failed
levels: all
"""

import sys


def total(x):
    sys.setrecursionlimit(2**31 - 1)
    return deeper(x)


def deeper(x):
    return max(map(deeper, [x]))


def doubled(x, times=2):
    return x * times
