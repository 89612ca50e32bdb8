"""SystemExit is raised, with status 0.

outcome: failed
says: SystemExit
levels: all
"""

import sys


def total(x):
    sys.exit(0)


def doubled(x, times=2):
    return x * times
