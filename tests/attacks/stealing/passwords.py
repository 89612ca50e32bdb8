"""The system's own files are opened.

outcome: failed
says: Error
levels: sealed, confined
"""


def total(x):
    with open("/etc/shadow") as file:
        raise RuntimeError(file.read())


def doubled(x, times=2):
    return x * times
