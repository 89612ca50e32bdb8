"""Known mistakes of features_to_tensor."""


def arrays_only(rows):
    """raised: Lists are refused: the conversion works for NumPy arrays alone.
    remedy: Use `torch.tensor`: it takes lists and arrays. Name the dtype float32 there.
    """
    return torch.from_numpy(rows).to(torch.float32).clone()


def as_tensor(rows):
    """memory-shared: An array that is float32 already is not copied on the way, so the result shares its memory.
    remedy: Copy in every case. `torch.tensor` always copies; `torch.as_tensor`, `torch.from_numpy` and `.to` do not
    when the dtype fits already.
    """
    return torch.as_tensor(rows, dtype=torch.float32)


def default_dtype(rows):
    """integer-features: The dtype is not set to float32, so it follows the numbers: int64 for whole ones, and an array
    keeps its own.
    remedy: Name `dtype=torch.float32` where the tensor is made.
    """
    return torch.tensor(rows)


def dtype_float(rows):
    """double-precision: The dtype, named or left to a default, means float64: Python's float, double and NumPy's own
    float all have 64 bits.
    remedy: Ask for `torch.float32`. As a dtype, Python's `float` and NumPy's default float have 64 bits.
    """
    return torch.tensor(rows, dtype=float)


def extra_brackets(rows):
    """wrong-shape: The table is handled as one of several, with brackets around it or a dimension added in front, so
    its shape begins with a 1.
    remedy: The shape is (n, d): give `rows` to `torch.tensor` without brackets around it, and add no dimension.
    """
    return torch.tensor([rows], dtype=torch.float32)


def float_of_from_numpy(rows):
    """as as_tensor"""
    if isinstance(rows, np.ndarray):
        return torch.from_numpy(rows).float()
    return torch.tensor(rows, dtype=torch.float32)


def lists_only(rows):
    """wrong-dtype: Only lists are converted to float32; an array keeps the dtype that it has.
    remedy: Convert arrays to float32 too: name `dtype=torch.float32` for lists and arrays alike.
    """
    if isinstance(rows, list):
        return torch.stack([torch.tensor(line, dtype=torch.float32) for line in rows])
    return torch.tensor(rows)


def numpy_defaults(rows):
    """integer-features: The dtype is not set to float32 but left to NumPy: whole numbers stay int64, and fractions in
    lists become float64.
    remedy: Name `dtype=torch.float32` where the tensor is made. NumPy alone chooses int64 or float64.
    """
    return torch.tensor(np.array(rows))


def truncated(rows):
    """wrong-values: The numbers pass through integers on their way to float32, which drops their fractions.
    remedy: Convert straight to float32, without an integer dtype (`int`, `long`) on the way.
    """
    return torch.tensor(rows, dtype=torch.long).float()
