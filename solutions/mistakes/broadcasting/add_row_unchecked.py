"""add_row: silent-broadcast

Nothing looks at the shape of the row, so a single number, a column or a whole matrix is stretched
to fit.
"""


def add_row(matrix, row):
    return matrix + row
