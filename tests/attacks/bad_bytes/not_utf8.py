"""The file is not UTF-8.

outcome: failed
says: syntax
levels: all
others: lose
"""
def total(x):
    return x.sum()

def doubled(x, times=2):
    return x * times
x = "ÿþé"
