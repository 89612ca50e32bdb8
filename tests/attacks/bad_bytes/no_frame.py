"""Bytes that are no frame are written as an answer.

outcome: failed
says: a frame does not begin with its mark
levels: all
"""

import os


def total(x):
    os.write(101, b"\x00\xff" * 64)
    return x.sum()


def doubled(x, times=2):
    return x * times
