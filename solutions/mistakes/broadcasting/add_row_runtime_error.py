"""add_row: wrong-exception

The exception is a RuntimeError; a ValueError is asked for.
"""


def add_row(matrix, row):
    if row.dim() != 1 or row.size(0) != matrix.size(1):
        raise RuntimeError("shapes do not match")
    return matrix + row
