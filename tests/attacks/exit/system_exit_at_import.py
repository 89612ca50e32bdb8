"""SystemExit is raised while the file is imported.

outcome: failed
says: the file defines no total
levels: all
"""

import sys


sys.exit(0)


def doubled(x, times=2):
    return x * times
