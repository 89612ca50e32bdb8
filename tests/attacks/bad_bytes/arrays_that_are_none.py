"""The arrays claim a header of 2**62 bytes.

outcome: failed
says: a frame cannot be decoded
levels: all
"""

import os
import sys

from tensorgrade.protocol import frames


def total(x):
    body, blob = b'{"case":"sums/total[draw0]","ending":{"kind":"completed"}}', b"\x40" * 100
    frame = sys._getframe()
    while "command" not in frame.f_locals or not hasattr(frame.f_locals["command"], "nonce"):
        frame = frame.f_back
    command = frame.f_locals["command"]
    os.write(101, frames.PREFIX.pack(frames.MAGIC, command.nonce, len(body), len(blob)) + body + blob)
    os._exit(0)


def doubled(x, times=2):
    return x * times
