"""The answer names a diagnosis that does not exist, outside the folder of diagnoses.

outcome: failed
levels: all
"""

import os
import sys

from tensorgrade.protocol import frames
from tensorgrade.protocol.records import CaseRecord, Ending, Observation
from tensorgrade.protocol.values import NumberValue


def total(x):
    frame = sys._getframe()
    while "command" not in frame.f_locals or not hasattr(frame.f_locals["command"], "nonce"):
        frame = frame.f_back
    command = frame.f_locals["command"]
    value = NumberValue("float", "nan")
    seen = Observation("result", value, suspect="../../solutions/ex01_sums")
    record = CaseRecord(command.case, Ending("completed"), (seen,))
    os.write(101, frames.encode(command.nonce, record, {}))
    os._exit(0)


def doubled(x, times=2):
    return x * times
