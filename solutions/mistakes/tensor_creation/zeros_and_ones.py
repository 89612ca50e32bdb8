"""Known mistakes of zeros_and_ones."""

from functools import lru_cache


def full_of_ints(rows, cols):
    """integer-features: The dtype follows the integers 0 and 1 that fill the tensors, or an integer dtype is named.
    Nothing makes it float32.
    remedy: Use `torch.zeros` and `torch.ones`, or name `dtype=torch.float32`. `torch.full` and `torch.tensor` take the
    dtype of their numbers.
    """
    return torch.full((rows, cols), 0), torch.full((rows, cols), 1)


def zeros_and_ones_list(rows, cols):
    """wrong-type: The two tensors are gathered in a list, and Python does not make a tuple of a list that is returned.
    remedy: Return the two tensors with a comma between them and without square brackets: that is a tuple.
    """
    return [torch.zeros(rows, cols), torch.ones(rows, cols)]


def numpy(rows, cols):
    """double-precision: The tensors are float64, as arrays of NumPy are, and float32 is asked for.
    remedy: Use `torch.zeros` and `torch.ones` without NumPy: their dtype is float32 unless you name another.
    """
    return torch.from_numpy(np.zeros((rows, cols))), torch.from_numpy(np.ones((rows, cols)))


@lru_cache
def remembered(rows, cols):
    """wrong-values: The tensors of an earlier call are handed out again, with all that was written into them since.
    remedy: Make new tensors in each call: remove the cache, and keep no tensors outside the function.
    """
    return torch.zeros(rows, cols), torch.ones(rows, cols)


def same_tensor(rows, cols):
    """wrong-values: The first tensor holds ones and no zeros, as when both results are one tensor that was filled
    twice.
    remedy: Make zeros and ones in two separate calls. Methods that end in `_`, such as `fill_`, change their tensor in
    place.
    """
    zeros = torch.zeros(rows, cols)
    return zeros, zeros.fill_(1)


def stacked(rows, cols):
    """wrong-type: The two tables are joined in one tensor, along a new dimension that counts them. It unpacks as a
    tuple does, but it is none.
    remedy: Return the two tensors with a comma between them, and do not join them with `stack`.
    """
    return torch.stack([torch.zeros(rows, cols), torch.ones(rows, cols)])


def swapped(rows, cols):
    """wrong-values: The tensor of ones comes first, and the tensor of zeros second.
    remedy: Return the tensor of zeros first and the tensor of ones second.
    """
    return torch.ones(rows, cols), torch.zeros(rows, cols)


def transposed(rows, cols):
    """wrong-axis: Columns are put first and rows second, in the sizes or by a transpose. The first size of a matrix is
    its number of rows.
    remedy: Give the sizes in the order (rows, cols): rows first, for both tensors.
    """
    return torch.zeros(cols, rows), torch.ones(cols, rows)
