"""pytest.skip is called by the student's code.

outcome: failed
says: all is well
levels: all
"""

import pytest


def total(x):
    pytest.skip("all is well")


def doubled(x, times=2):
    return x * times
