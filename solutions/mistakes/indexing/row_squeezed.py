"""row: squeezed-too-much

The only dimension of a row with one entry is dropped: `squeeze` without a dimension drops all those
of size 1.
"""


def row(x, i):
    return x[i : i + 1].squeeze()
