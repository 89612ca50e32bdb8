"""Known mistakes of zeros_and_ones."""

from functools import lru_cache


def full_of_ints(rows, cols):
    """integer-features: The tensors hold integers: a tensor takes its dtype from the number that fills it, and 0 and 1
    are integers."""
    zeros = torch.full((rows, cols), 0)
    ones = torch.full((rows, cols), 1)
    return zeros, ones


def zeros_and_ones_list(rows, cols):
    """wrong-type: The two tensors come in a list and not in a tuple."""
    return [torch.zeros(rows, cols), torch.ones(rows, cols)]


def numpy(rows, cols):
    """double-precision: The tensors are made of NumPy arrays, whose numbers have 64 bits."""
    return torch.from_numpy(np.zeros((rows, cols))), torch.from_numpy(np.ones((rows, cols)))


@lru_cache
def remembered(rows, cols):
    """wrong-values: The tensors of an earlier call are handed out again, with all that was written into them since."""
    return torch.zeros(rows, cols), torch.ones(rows, cols)


def same_tensor(rows, cols):
    """wrong-values: Both results are one tensor: filling it with ones overwrote the zeros."""
    zeros = torch.zeros(rows, cols)
    ones = zeros.fill_(1)
    return zeros, ones


def stacked(rows, cols):
    """wrong-type: One tensor of three dimensions holds both tables, and a tuple of two tensors is asked for."""
    return torch.stack([torch.zeros(rows, cols), torch.ones(rows, cols)])


def swapped(rows, cols):
    """wrong-values: The tensor of ones comes first, and the tensor of zeros second."""
    return torch.ones(rows, cols), torch.zeros(rows, cols)


def transposed(rows, cols):
    """wrong-shape: The numbers of rows and of columns have changed places."""
    return torch.zeros(cols, rows), torch.ones(cols, rows)
