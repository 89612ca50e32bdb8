"""An exception carries the end of an XML section.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("]]></failure><testcase/>&x;\x0b\x00")


def doubled(x, times=2):
    return x * times
