"""The code raises what the timeout would raise.

outcome: failed
levels: all
"""

import pytest


def total(x):
    pytest.fail("Timeout >1.0s")


def doubled(x, times=2):
    return x * times
