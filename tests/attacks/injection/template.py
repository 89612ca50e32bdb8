"""An exception carries a template's expression.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("{{ 7 * 191 }} {% raw %} ${7 * 191}")


def doubled(x, times=2):
    return x * times
