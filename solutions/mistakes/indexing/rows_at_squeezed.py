"""rows_at: squeezed-too-much

The dimension of the rows is dropped where there is one index.
"""


def rows_at(x, indices):
    return x.index_select(0, indices).squeeze()
