"""block: wrong-shape

Two index lists are paired entry by entry, so single entries come back, or an error where the lists
differ in length.
"""


def block(x, top, bottom, left, right):
    rows = list(range(top, bottom))
    cols = list(range(left, right))
    return x[rows, cols]
