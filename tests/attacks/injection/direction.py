"""An exception carries characters that turn the direction of text.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("\u202e\u2066txt.exe\u2028\u200f")


def doubled(x, times=2):
    return x * times
