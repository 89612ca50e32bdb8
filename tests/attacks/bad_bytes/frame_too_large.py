"""A frame claims to be 4 GiB.

outcome: failed
says: a frame is larger than its cap
levels: all
"""

import os
import struct


def total(x):
    os.write(101, b"TGF1" + bytes(16) + struct.pack("<II", 2**32 - 1, 2**32 - 1))
    return x.sum()


def doubled(x, times=2):
    return x * times
