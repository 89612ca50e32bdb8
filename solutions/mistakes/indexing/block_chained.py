"""block: wrong-shape

Both slices cut rows: the second pair of brackets counts rows again and not columns.
"""


def block(x, top, bottom, left, right):
    return x[top:bottom][left:right]
