"""A package of Python is overwritten, which the next launcher would import.

outcome: passed
levels: sealed, confined
"""

import contextlib

import msgspec

import tensorgrade


def total(x):
    with contextlib.suppress(OSError), open(tensorgrade.__file__, "a") as file:
        file.write("# @MARK@\n")
    with contextlib.suppress(OSError), open(msgspec.__file__.replace("__init__", "@MARK@"), "w") as file:
        file.write("")
    return x.sum()


def doubled(x, times=2):
    return x * times
