"""The reference solution is opened.

outcome: failed
says: Error
levels: sealed, confined
"""


def total(x):
    with open("@COURSE@/solutions/ex01_sums.py") as file:
        raise RuntimeError(file.read())


def doubled(x, times=2):
    return x * times
