"""rows_at: wrong-shape

Repeated indices are dropped: each row comes once.
"""


def rows_at(x, indices):
    seen = list(dict.fromkeys(indices.tolist()))
    return x[seen]
