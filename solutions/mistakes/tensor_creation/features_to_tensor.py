"""Known mistakes of features_to_tensor."""


def arrays_only(rows):
    """raised: Lists are refused: the conversion takes NumPy arrays alone."""
    return torch.from_numpy(rows).to(torch.float32).clone()


def as_tensor(rows):
    """memory-shared: An array that is float32 already is not copied on the way, so the result shares its memory."""
    return torch.as_tensor(rows, dtype=torch.float32)


def default_dtype(rows):
    """integer-features: The dtype is left to torch, which keeps whole numbers as int64."""
    return torch.tensor(rows)


def dtype_float(rows):
    """double-precision: The numbers are made float64: as a dtype, Python's `float` and NumPy's own float have 64 bits.
    """
    return torch.tensor(rows, dtype=float)


def extra_brackets(rows):
    """wrong-shape: One pair of brackets too many gives the result a leading dimension of size 1."""
    return torch.tensor([rows], dtype=torch.float32)


def float_of_from_numpy(rows):
    """memory-shared: An array that is float32 already is not copied on the way, so the result shares its memory."""
    if isinstance(rows, np.ndarray):
        return torch.from_numpy(rows).float()
    return torch.tensor(rows, dtype=torch.float32)


def lists_only(rows):
    """wrong-dtype: Only lists are converted to float32; an array keeps the dtype that it has."""
    if isinstance(rows, list):
        return torch.stack([torch.tensor(line, dtype=torch.float32) for line in rows])
    return torch.tensor(rows)


def numpy_defaults(rows):
    """integer-features: The rows pass through a NumPy array whose dtype is left to NumPy: whole numbers stay int64, and
    fractions become float64."""
    array = np.array(rows)
    return torch.tensor(array)


def truncated(rows):
    """wrong-values: The numbers pass through integers on their way to float32, which drops their fractions."""
    x = torch.tensor(rows, dtype=torch.long)
    return x.float()
