# -*- coding: rot26 -*-
"""The file names an encoding that does not exist.

outcome: failed
says: syntax
levels: all
others: lose
"""
def total(x):
    return x.sum()

def doubled(x, times=2):
    return x * times
