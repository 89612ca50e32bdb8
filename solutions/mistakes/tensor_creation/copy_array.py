"""Known mistakes of copy_array."""


def clone_dropped(array):
    """memory-shared: Nothing on the way from the array to the returned tensor copies, so the two share memory.
    remedy: Return a real copy. `torch.tensor` always copies; `torch.from_numpy` and `torch.as_tensor` share memory
    until you return their `.clone()`.
    """
    t = torch.from_numpy(array)
    t.clone()
    return t


def flattened(array):
    """wrong-shape: All dimensions of the array are merged into one on the way, and nothing gives the numbers their old
    shape back.
    remedy: Keep the shape of the array: copy it as it is, without `flatten`, `ravel` or `reshape`.
    """
    return torch.from_numpy(array.flatten())


def float32(array):
    """wrong-dtype: A fixed dtype, float32, is named or taken as torch's default, so the numbers are converted. The
    array is not asked for its own dtype.
    remedy: Name no dtype and convert nothing. `torch.tensor`, with a small t, takes the dtype of the array.
    """
    return torch.tensor(array, dtype=torch.float32)


def from_numpy(array):
    """as clone_dropped"""
    return torch.from_numpy(array)


def copy_list(array):
    """wrong-dtype: The array's dtype is lost on the way: floats come out as float32 and integers as int64, as from a
    Python list.
    remedy: Give the array itself to `torch.tensor`, without `.tolist()`. Then the tensor takes the array's dtype.
    """
    return torch.tensor(array.tolist())


def of_strided_arrays_only(array):
    """memory-shared: Only an array whose rows do not lie one after another in memory is copied; any other one is
    shared.
    remedy: Copy every array: `torch.tensor` always does. `np.ascontiguousarray` copies only some arrays.
    """
    return torch.from_numpy(np.ascontiguousarray(array))


def squeezed(array):
    """squeezed-too-much: Every dimension of size 1 is taken out, as squeeze does without a dimension, though it is a
    part of the array's shape.
    remedy: Remove `squeeze`: the copy has the shape of the array, with its dimensions of size 1.
    """
    return torch.from_numpy(np.squeeze(array).copy())


def wide(array):
    """wrong-dtype: A fixed dtype is named or taken by default, so the numbers are converted: float64 is what Python's
    float, double and NumPy's new arrays stand for.
    remedy: Name no dtype and convert nothing: `torch.tensor` takes the dtype of the array. Python's `float` means
    float64 here.
    """
    return torch.from_numpy(np.array(array, dtype=float))
