"""The answer is written as that of another case.

outcome: failed
says: the record is of another case
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
    record = CaseRecord("sums/doubled[draw0]", Ending("completed"))
    os.write(101, frames.encode(command.nonce, record, {}))
    os._exit(0)


def doubled(x, times=2):
    return x * times
