"""rows_at: wrong-shape

The indices pick columns and not rows, which fails where there is no such column.
"""


def rows_at(x, indices):
    return x[:, indices]
