"""Files are opened without an end.

outcome: failed
says: Too many open files
levels: all
"""


def total(x):
    kept = []
    while True:
        kept.append(open("/dev/null"))


def doubled(x, times=2):
    return x * times
