"""block: wrong-shape

One row and one column too many: row `bottom` and column `right` are no part of the block.
"""


def block(x, top, bottom, left, right):
    return x[top : bottom + 1, left : right + 1]
