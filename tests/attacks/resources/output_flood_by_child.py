"""A child process prints without an end.

outcome: failed
says: more than 1 MiB were printed
levels: all
"""

import subprocess


def total(x):
    subprocess.run(["/usr/bin/yes"], check=False)
    return x.sum()


def doubled(x, times=2):
    return x * times
