"""row: memory-copied

The row is copied, so a write to it does not reach x.
"""


def row(x, i):
    return x[i].clone()
