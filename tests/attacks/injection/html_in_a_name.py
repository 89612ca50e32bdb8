"""An exception's class has HTML as its name.

outcome: failed
levels: all
"""


def total(x):
    raise type("<script>alert(1)</script>", (Exception,), {})("x")


def doubled(x, times=2):
    return x * times
