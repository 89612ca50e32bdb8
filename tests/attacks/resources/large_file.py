"""One file is written without an end.

outcome: failed
says: OSError
levels: all
"""

import os


def total(x):
    with open("file", "r+b" if os.path.exists("file") else "wb") as file:
        file.seek(1 << 40)
        file.write(b"1")


def doubled(x, times=2):
    return x * times
