"""add_row: input-modified

The sum is written into the matrix of the caller.
"""


def add_row(matrix, row):
    if row.shape != matrix.shape[1:]:
        raise ValueError("row does not fit")
    matrix += row
    return matrix
