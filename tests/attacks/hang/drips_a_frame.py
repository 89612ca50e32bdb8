"""A frame that begins well is written byte by byte, for ever.

outcome: timed_out
levels: all
"""

import contextlib
import os
import struct
import time


def total(x):
    os.write(101, b"TGF1" + bytes(16) + struct.pack("<II", 1 << 20, 0))
    while True:
        with contextlib.suppress(BaseException):
            os.write(101, b" ")
            time.sleep(0.05)


def doubled(x, times=2):
    return x * times
