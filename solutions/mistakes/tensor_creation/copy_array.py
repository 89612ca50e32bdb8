"""Known mistakes of copy_array."""


def clone_dropped(array):
    """memory-shared: Nothing on the way from the array to the returned tensor copies, so the two share memory."""
    t = torch.from_numpy(array)
    t.clone()
    return t


def flattened(array):
    """wrong-shape: The copy is one long vector: the shape of the array is lost."""
    return torch.from_numpy(array.flatten())


def float32(array):
    """wrong-dtype: The copy is made float32, whatever the array holds."""
    return torch.tensor(array, dtype=torch.float32)


def from_numpy(array):
    """memory-shared: Nothing on the way from the array to the returned tensor copies, so the two share memory."""
    return torch.from_numpy(array)


def copy_list(array):
    """wrong-dtype: The numbers pass through a Python list, which forgets how wide they were."""
    return torch.tensor(array.tolist())


def of_strided_arrays_only(array):
    """memory-shared: Only an array whose rows do not lie one after another in memory is copied; any other one is
    shared."""
    return torch.from_numpy(np.ascontiguousarray(array))


def squeezed(array):
    """squeezed-too-much: Dimensions of size 1 are dropped."""
    return torch.from_numpy(np.squeeze(array).copy())


def wide(array):
    """wrong-dtype: The copy is made float64, whatever the array holds."""
    return torch.from_numpy(np.array(array, dtype=float))
