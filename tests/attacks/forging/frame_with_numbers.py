"""The answer is written in the recorder's place, with numbers that nobody computed.

outcome: failed
says: values
levels: all
"""

import os
import sys

import numpy as np

from tensorgrade.protocol import frames
from tensorgrade.protocol.records import CaseRecord, Ending, Observation
from tensorgrade.protocol.values import TensorValue


def total(x):
    frame = sys._getframe()
    while "command" not in frame.f_locals or not hasattr(frame.f_locals["command"], "nonce"):
        frame = frame.f_back
    command = frame.f_locals["command"]
    value = TensorValue((), "torch.float32", "cpu", (), "0", False)
    record = CaseRecord(command.case, Ending("completed"), (Observation("result", value),))
    os.write(101, frames.encode(command.nonce, record, {"0": np.zeros(1, np.float32)}))
    os._exit(0)


def doubled(x, times=2):
    return x * times
