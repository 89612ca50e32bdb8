"""add_row: silent-broadcast

Only the length is compared, which is the first size; a column or a matrix with as many rows as
there are columns is stretched.
"""


def add_row(matrix, row):
    if row.ndim == 0:
        raise ValueError("row has no dimensions")
    if len(row) != matrix.shape[1]:
        raise ValueError("wrong length")
    return matrix + row
