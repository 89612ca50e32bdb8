"""column: raised

Row j is taken and not column j, which fails where there is no such row.
"""


def column(x, j):
    return x[j]
