"""100 MB are printed.

outcome: failed
says: more than 1 MiB were printed
levels: all
"""


def total(x):
    for _ in range(100):
        print("flood " * 170_000)
    return x.sum()


def doubled(x, times=2):
    return x * times
