"""row: wrong-values

Rows are counted from 1, so the row before row i comes back.
"""


def row(x, i):
    return x[i - 1]
