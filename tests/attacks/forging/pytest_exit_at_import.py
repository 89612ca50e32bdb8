"""pytest.exit is called while the file is imported.

outcome: failed
says: the file defines no total
levels: all
"""

import pytest


pytest.exit("all is well", returncode=0)


def doubled(x, times=2):
    return x * times
