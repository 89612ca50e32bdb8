"""as_flat_view: memory-copied

`reshape` makes a copy in silence where no view exists, so the result does not lie on the storage of
x and no error tells of it.
"""


def as_flat_view(x):
    return x.reshape(-1)
