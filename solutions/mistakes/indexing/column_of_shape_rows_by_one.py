"""column: wrong-shape

The column keeps its second dimension: shape (rows, 1) and not (rows,).
"""


def column(x, j):
    return x[:, j : j + 1]
