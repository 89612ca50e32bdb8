"""A module that is not there is asked for, so that the check be skipped.

outcome: failed
says: no_such_module
levels: all
"""

import pytest


def total(x):
    pytest.importorskip("no_such_module")


def doubled(x, times=2):
    return x * times
