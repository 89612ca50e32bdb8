"""A link to the file is made and opened.

outcome: failed
says: Error
levels: sealed, confined
"""

import os


def total(x):
    os.symlink("@CANARY@", "link")
    with open("link") as file:
        raise RuntimeError(file.read())


def doubled(x, times=2):
    return x * times
