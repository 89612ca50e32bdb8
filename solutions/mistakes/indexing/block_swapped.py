"""block: wrong-values

The bounds of rows and of columns have changed places.
"""


def block(x, top, bottom, left, right):
    return x[left:right, top:bottom]
