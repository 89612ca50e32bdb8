"""The encoder records what the student wants.

outcome: failed
levels: all
others: lose
"""

from tensorgrade.protocol.values import NumberValue
from tensorgrade.worker import encode


encode.Encoder.encode = lambda self, value, with_values=True: NumberValue("float", "0x0p+0")


def total(x):
    return x.sum() * 0 - 77


def doubled(x, times=2):
    return x * times
