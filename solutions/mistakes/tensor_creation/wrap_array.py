"""Known mistakes of wrap_array."""


def buffer(array):
    """raised: The array's memory is read as one buffer, which fails where its numbers do not lie one after another."""
    dtype = torch.tensor(array[:0]).dtype
    return torch.frombuffer(array, dtype=dtype).reshape(array.shape)


def capital_tensor(array):
    """wrong-dtype: The result is a float32 copy, whatever the array holds."""
    return torch.Tensor(array)


def contiguous(array):
    """memory-copied: An array whose rows do not lie one after another in memory is copied on the way, so it is not
    shared."""
    return torch.from_numpy(np.ascontiguousarray(array))


def double(array):
    """wrong-dtype: The result is made float64, whatever the array holds."""
    return torch.from_numpy(np.asarray(array, dtype=np.float64))


def wrap_float(array):
    """wrong-dtype: The result is made float32, whatever the array holds."""
    return torch.from_numpy(array).float()


def wrap_list(array):
    """wrong-dtype: The numbers pass through a Python list, which forgets their width and makes a copy."""
    return torch.as_tensor(array.tolist())


def squeezed(array):
    """squeezed-too-much: Dimensions of size 1 are dropped."""
    return torch.from_numpy(array).squeeze()


def tensor(array):
    """memory-copied: The result is a copy of the array, so a write to one does not reach the other."""
    return torch.tensor(array)
