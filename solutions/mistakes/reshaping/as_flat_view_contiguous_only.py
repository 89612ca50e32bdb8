"""as_flat_view: raised

Every tensor that is not contiguous is refused, but some of them have a flat view: a column of a
matrix, every second entry of a vector.
"""


def as_flat_view(x):
    if not x.is_contiguous():
        raise RuntimeError("x is not contiguous")
    return x.view(-1)
