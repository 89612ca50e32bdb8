"""An endless loop in C, which no signal handler of Python's interrupts.

outcome: timed_out
levels: all
"""


def total(x):
    return sum(range(10**14))


def doubled(x, times=2):
    return x * times
