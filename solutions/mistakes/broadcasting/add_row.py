"""Known mistakes of add_row."""


def down_the_columns():
    """wrong-axis: Entry i of the row goes to row i and not to column i, as from a column; that fits square matrices
    only.
    remedy: Add the row as it is: its only dimension lines up with the columns by itself.
    """
    replace("matrix + row", "matrix + row.unsqueeze(1)")


def in_place():
    """input-modified: The sum is written into the matrix of the caller.
    remedy: Use `matrix + row`, which makes a new tensor. `+=` and `add_` write into the matrix.
    """
    replace("return matrix + row", "matrix += row")
    after("matrix += row", "return matrix")


def length_only(matrix, row):
    """silent-broadcast: Only one size of the row is compared with the columns: a column or a matrix of that length is
    stretched.
    remedy: Compare the whole shape: raise ValueError unless `row.shape` equals `matrix.shape[1:]`.
    """
    if row.ndim == 0:
        raise ValueError("row has no dimensions")
    if len(row) != matrix.shape[1]:
        raise ValueError("wrong length")
    return matrix + row


def last_size_only(matrix, row):
    """silent-broadcast: Only the last size of the row is compared with the columns, so a matrix of one row passes for a
    row.
    remedy: Compare the whole shape: raise ValueError unless `row.shape` equals `matrix.shape[1:]`.
    """
    if row.shape[-1] != matrix.shape[1]:
        raise ValueError("wrong length")
    return matrix + row


def message_printed(matrix, row):
    """missing-exception: A row that does not fit is noticed, but the function then ends without raising anything, as
    after a print or a plain return, so None comes back.
    remedy: Write `raise ValueError(...)` there. To print a message or to return does not stop the caller.
    """
    if row.shape != matrix.shape[1:]:
        print("ValueError: row does not fit")
        return None
    return matrix + row


def number_of_entries():
    """silent-broadcast: Only the number of entries is compared, so a matrix of one row or one column passes for a row.
    remedy: Compare the whole shape: raise ValueError unless `row.shape` equals `matrix.shape[1:]`.
    """
    replace("row.shape != matrix.shape[1:]", "row.numel() != matrix.shape[1]")


def runtime_error():
    """wrong-exception: The row is refused with a RuntimeError, the class of torch's own errors of shape. A ValueError
    comes only where the code raises it.
    remedy: Raise ValueError, in every case in which the shape does not fit.
    """
    replace("raise ValueError", "raise RuntimeError")


def to_cpu_zeros():
    """device-mismatch: A tensor that meets the matrix is made on the CPU, where torch makes new tensors unless told
    otherwise, or is moved there. The matrix may lie elsewhere.
    remedy: Add the two tensors directly, or make every new tensor with `device=matrix.device`.
    """
    replace("matrix + row", "torch.zeros(matrix.shape, dtype=matrix.dtype) + matrix + row")


def too_short_only():
    """wrong-exception: For a row that is too long, torch raises its RuntimeError, where a ValueError is asked for.
    remedy: Raise ValueError for a longer row too: ask whether the shapes are unequal (`!=`), not which is smaller.
    """
    replace("row.shape != matrix.shape[1:]", "row.dim() != 1 or row.shape[0] < matrix.shape[1]")


def unchecked(matrix, row):
    """silent-broadcast: No row is refused here for its shape: what torch can add, such as a single number, a column or
    a whole matrix, comes through.
    remedy: Check before adding: raise ValueError unless `row.shape` equals `matrix.shape[1:]`.
    """
    return matrix + row


def what_torch_refuses(matrix, row):
    """silent-broadcast: Only what torch itself refuses is refused. A single number, a column or a matrix of one row
    comes through, stretched to fit.
    remedy: Compare the shapes before adding: raise ValueError unless `row.shape` equals `matrix.shape[1:]`.
    """
    try:
        return matrix + row
    except RuntimeError as error:
        raise ValueError(str(error)) from error
