"""Shared memory is filled.

outcome: failed
says: OSError
levels: sealed
"""


def total(x):
    with open("/dev/shm/full", "wb") as file:
        while True:
            file.write(bytes(1 << 24))


def doubled(x, times=2):
    return x * times
