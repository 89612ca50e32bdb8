"""add_row: raised

The row is turned into a column, so entry i goes to row i and not to column i; that fits square
matrices only.
"""


def add_row(matrix, row):
    if row.shape != matrix.shape[1:]:
        raise ValueError("row does not fit")
    return matrix + row.unsqueeze(1)
