"""add_row: missing-exception

A message is printed where a ValueError is to be raised, so the caller goes on with None.
"""


def add_row(matrix, row):
    if row.shape != matrix.shape[1:]:
        print("ValueError: row does not fit")
        return None
    return matrix + row
