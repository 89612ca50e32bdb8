"""A frame is written before it is asked for, with a nonce of zeros.

outcome: failed
says: an answer came that was not asked for
levels: all
others: lose
"""

import os

from tensorgrade.protocol import frames
from tensorgrade.protocol.records import CaseRecord, Ending


os.write(101, frames.encode(bytes(16), CaseRecord("sums/total[draw0]", Ending("completed")), {}))


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times
