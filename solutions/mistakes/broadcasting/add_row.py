"""Known mistakes of add_row."""


def down_the_columns(matrix, row):
    """raised: The row is turned into a column, so entry i goes to row i and not to column i; that fits square matrices
    only."""
    if row.shape != matrix.shape[1:]:
        raise ValueError("row does not fit")
    return matrix + row.unsqueeze(1)


def in_place(matrix, row):
    """input-modified: The sum is written into the matrix of the caller."""
    if row.shape != matrix.shape[1:]:
        raise ValueError("row does not fit")
    matrix += row
    return matrix


def length_only(matrix, row):
    """silent-broadcast: Only the length is compared, which is the first size; a column or a matrix with as many rows as
    there are columns is stretched."""
    if row.ndim == 0:
        raise ValueError("row has no dimensions")
    if len(row) != matrix.shape[1]:
        raise ValueError("wrong length")
    return matrix + row


def message_printed(matrix, row):
    """missing-exception: A message is printed where a ValueError is to be raised, so the caller goes on with None."""
    if row.shape != matrix.shape[1:]:
        print("ValueError: row does not fit")
        return None
    return matrix + row


def number_of_entries(matrix, row):
    """silent-broadcast: Only the number of entries is compared, so a matrix of one row or one column passes for a row.
    """
    if row.numel() != matrix.shape[1]:
        raise ValueError("wrong number of entries")
    return matrix + row


def runtime_error(matrix, row):
    """wrong-exception: The exception is a RuntimeError; a ValueError is asked for."""
    if row.dim() != 1 or row.size(0) != matrix.size(1):
        raise RuntimeError("shapes do not match")
    return matrix + row


def to_cpu_zeros(matrix, row):
    """device-mismatch: The result begins as zeros that were made without `device=`."""
    if row.dim() != 1 or len(row) != matrix.shape[1]:
        raise ValueError("row does not fit")
    total = torch.zeros(matrix.shape, dtype=matrix.dtype)
    return total + matrix + row


def too_short_only(matrix, row):
    """wrong-exception: Only a row that is too short is noticed; for one that is too long torch raises its RuntimeError,
    where a ValueError is asked for."""
    if row.dim() != 1 or row.shape[0] < matrix.shape[1]:
        raise ValueError("row is too short")
    return matrix + row


def unchecked(matrix, row):
    """silent-broadcast: Nothing looks at the shape of the row, so a single number, a column or a whole matrix is
    stretched to fit."""
    return matrix + row
