"""pytest.xfail is called by the student's code.

outcome: failed
says: all is well
levels: all
"""

import pytest


def total(x):
    pytest.xfail("all is well")


def doubled(x, times=2):
    return x * times
