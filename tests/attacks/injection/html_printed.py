"""HTML and escapes are printed before the process ends.

outcome: crashed
says: status 1
levels: all
"""

import os


def total(x):
    print("<script>alert(1)</script>\x1b[2J\n::error::forged", flush=True)
    os._exit(1)


def doubled(x, times=2):
    return x * times
