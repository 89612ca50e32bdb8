"""Known mistakes of wrap_array."""


def buffer(array):
    """raised: An array whose numbers do not lie one after another in memory is refused; it is to be taken too.
    remedy: Use `torch.from_numpy`: it shares memory with arrays of any positive strides.
    """
    return torch.frombuffer(array, dtype=torch.tensor(array[:0]).dtype).reshape(array.shape)


def capital_tensor(array):
    """wrong-dtype: A fixed dtype, float32, is named or taken as torch's default, so numbers of another dtype are
    converted into new memory. The array is not asked for its own dtype.
    remedy: Use `torch.from_numpy`, and convert nothing after it: it keeps the dtype and copies nothing.
    """
    return torch.Tensor(array)


def contiguous(array):
    """memory-copied: An array whose rows do not lie one after another in memory is copied on the way and not shared.
    remedy: Give the array itself to `torch.from_numpy`, without `ascontiguousarray`. It takes any positive strides.
    """
    return torch.from_numpy(np.ascontiguousarray(array))


def double(array):
    """wrong-dtype: A fixed dtype, float64, is named or taken by default, so numbers of another dtype are converted into
    new memory. The array is not asked for its own dtype.
    remedy: Name no dtype and convert nothing: `torch.from_numpy` keeps the dtype, and a conversion would copy.
    """
    return torch.from_numpy(np.asarray(array, dtype=np.float64))


def wrap_float(array):
    """as capital_tensor"""
    return torch.from_numpy(array).float()


def wrap_list(array):
    """wrong-dtype: The array's dtype is lost on the way and a copy is made, as with a Python list.
    remedy: Give the array itself to `torch.from_numpy`, without `.tolist()`. Then dtype and memory are the array's.
    """
    return torch.as_tensor(array.tolist())


def squeezed(array):
    """squeezed-too-much: Every dimension of size 1 is taken out, as squeeze does without a dimension, though it is a
    part of the array's shape.
    remedy: Remove `squeeze`: the tensor has the shape of the array, with its dimensions of size 1.
    """
    return torch.from_numpy(array).squeeze()


def tensor(array):
    """memory-copied: A step on the way writes all numbers into new memory, as torch.tensor, clone and copy always do,
    so a write to the array or the result does not reach the other.
    remedy: Use `torch.from_numpy`, which shares memory, and no `.clone()`. `torch.tensor` always copies.
    """
    return torch.tensor(array)
