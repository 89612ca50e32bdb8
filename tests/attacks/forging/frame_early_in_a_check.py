"""A frame with a guessed nonce is written before the check has ended.

outcome: failed
says: an answer came that was not asked for
levels: all
"""

import os

from tensorgrade.protocol import frames
from tensorgrade.protocol.records import CaseRecord, Ending


def total(x):
    os.write(101, frames.encode(os.urandom(16), CaseRecord("sums/total[draw0]", Ending("completed")), {}))
    return x.sum() * 0


def doubled(x, times=2):
    return x * times
