"""A file of the person who grades is opened.

outcome: failed
says: Error
levels: sealed, confined
"""


def total(x):
    with open("@CANARY@") as file:
        raise RuntimeError(file.read())


def doubled(x, times=2):
    return x * times
