"""SystemExit is raised while the file is imported.

outcome: failed
says: SystemExit
levels: all
others: lose
"""

import sys


sys.exit(0)


def doubled(x, times=2):
    return x * times
