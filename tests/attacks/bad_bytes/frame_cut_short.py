"""A frame stops in its middle.

outcome: failed
says: a frame is cut short
levels: all
"""

import os
import struct


def total(x):
    os.write(101, b"TGF1" + bytes(16) + struct.pack("<II", 100, 0) + b"{")
    os._exit(0)


def doubled(x, times=2):
    return x * times
