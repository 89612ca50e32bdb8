"""Files are written until the disk is full.

outcome: failed
says: No space left on device
levels: sealed
"""


def total(x):
    for number in range(10**6):
        with open(f"file{number}", "wb") as file:
            for _ in range(8):
                file.write(bytes(1 << 24))


def doubled(x, times=2):
    return x * times
