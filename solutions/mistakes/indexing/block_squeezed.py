"""block: squeezed-too-much

A block of one row or one column loses that dimension.
"""


def block(x, top, bottom, left, right):
    return x[top:bottom, left:right].squeeze()
