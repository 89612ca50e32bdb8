"""Known mistakes of even_numbers."""


def floats(stop):
    """wrong-dtype: The numbers are floats, and int64 is asked for."""
    return torch.arange(0, stop, 2.0)


def from_two(stop):
    """wrong-shape: 0 is missing: the count begins at 2."""
    return torch.tensor([n for n in range(1, stop) if n % 2 == 0], dtype=torch.int64)


def half_of_stop(stop):
    """wrong-shape: The last number is missing where `stop` is odd."""
    return torch.arange(stop // 2) * 2


def hard_coded(stop):
    """hard-coded-answer: The answer of the example stands in the code, whatever `stop` is."""
    return torch.tensor([0, 2, 4, 6, 8])


def list_of_range(stop):
    """wrong-dtype: The dtype is not named, and torch makes float32 of an empty list."""
    return torch.tensor(list(range(0, stop, 2)))


def nonzero_squeezed(stop):
    """squeezed-too-much: The only dimension of a result with one number is dropped: `squeeze` without a dimension drops
    all those of size 1."""
    return (torch.arange(stop) % 2 == 0).nonzero().squeeze()


def odd_numbers(stop):
    """wrong-values: The count begins at 1 and gives odd numbers."""
    return torch.arange(stop)[1::2]


def one_too_many(stop):
    """wrong-shape: `stop` itself is part of the result where it is even."""
    return torch.arange(0, stop + 1, 2)


def stop_less_one(stop):
    """wrong-shape: The count ends one too early: the number just below an odd `stop` is missing, and a `stop` of 0 is
    an error."""
    return torch.arange(0, stop - 1, 2)
