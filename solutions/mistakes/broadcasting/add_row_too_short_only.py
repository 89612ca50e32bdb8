"""add_row: wrong-exception

Only a row that is too short is noticed; for one that is too long torch raises its RuntimeError,
where a ValueError is asked for.
"""


def add_row(matrix, row):
    if row.dim() != 1 or row.shape[0] < matrix.shape[1]:
        raise ValueError("row is too short")
    return matrix + row
