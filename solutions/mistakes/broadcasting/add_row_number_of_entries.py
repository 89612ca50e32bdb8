"""add_row: silent-broadcast

Only the number of entries is compared, so a matrix of one row or one column passes for a row.
"""


def add_row(matrix, row):
    if row.numel() != matrix.shape[1]:
        raise ValueError("wrong number of entries")
    return matrix + row
