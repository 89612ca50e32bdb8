"""The answer is written in the recorder's place, with the command's own nonce; the recorder writes it again.

outcome: failed
says: the case observed other things than it should
levels: all
"""

import os
import sys

from tensorgrade.protocol import frames
from tensorgrade.protocol.records import CaseRecord, Ending


def total(x):
    frame = sys._getframe()
    while "command" not in frame.f_locals or not hasattr(frame.f_locals["command"], "nonce"):
        frame = frame.f_back
    command = frame.f_locals["command"]
    record = CaseRecord(command.case, Ending("completed"))
    os.write(101, frames.encode(command.nonce, record, {}))
    return x.sum()


def doubled(x, times=2):
    return x * times
