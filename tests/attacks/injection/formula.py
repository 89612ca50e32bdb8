"""A text carries a spreadsheet's formula.

outcome: failed
levels: all
"""


def total(x):
    return "=HYPERLINK(\"http://evil.example\")"


def doubled(x, times=2):
    return x * times
