"""pytest.exit is called by the student's code, with status 0.

outcome: failed
says: all is well
levels: all
"""

import pytest


def total(x):
    pytest.exit("all is well", returncode=0)


def doubled(x, times=2):
    return x * times
