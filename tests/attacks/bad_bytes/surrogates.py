"""An exception's message holds lone surrogates and null bytes.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("\ud800\udfff\x00\ufffe")


def doubled(x, times=2):
    return x * times
