"""row: wrong-shape

The row keeps a dimension of size 1 in front: shape (1, cols) and not (cols,).
"""


def row(x, i):
    return x[[i]]
