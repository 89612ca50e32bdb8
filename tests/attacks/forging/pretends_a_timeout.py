"""The code raises what the timeout would raise.

outcome: timed_out
levels: all
"""

import pytest


def total(x):
    pytest.fail("Timeout >1.0s")


def doubled(x, times=2):
    return x * times
