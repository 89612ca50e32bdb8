"""The code reads further commands itself and answers each as completed.

outcome: failed
says: the case observed other things than it should
levels: all
others: lose
"""

import os
import sys

import msgspec

from tensorgrade.protocol import frames
from tensorgrade.protocol.messages import Command
from tensorgrade.protocol.records import CaseRecord, Ending


def total(x):
    frame = sys._getframe()
    while "command" not in frame.f_locals or not hasattr(frame.f_locals["command"], "nonce"):
        frame = frame.f_back
    command = frame.f_locals["command"]
    while True:
        record = CaseRecord(command.case, Ending("completed"))
        os.write(101, frames.encode(command.nonce, record, {}))
        command = msgspec.json.decode(os.read(100, 65_536), type=Command)


def doubled(x, times=2):
    return x * times
