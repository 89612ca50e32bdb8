"""Known mistakes of even_numbers."""


def floats(stop):
    """wrong-dtype: A float goes into making the numbers, as an argument or a dtype, so all are floats.
    remedy: Convert nothing to float, and count with integers: one float in `torch.arange` makes all numbers floats.
    `dtype=torch.int64` is safe too.
    """
    return torch.arange(0, stop, 2.0)


def from_two(stop):
    """wrong-shape: 0 is missing: the count begins at 2.
    remedy: Begin at 0: it is even, and it is in the result whenever `stop` is at least 1.
    """
    return torch.tensor([n for n in range(1, stop) if n % 2 == 0], dtype=torch.int64)


def half_of_stop(stop):
    """wrong-shape: An odd `stop` counts as the even number below it, so the last number is missing.
    remedy: For an odd `stop`, the last number is `stop - 1`. Count up to `stop` in steps of 2, or round its half up.
    """
    return torch.arange(stop // 2) * 2


def hard_coded(stop):
    """hard-coded-answer: The answer of the example comes back for every argument.
    remedy: Use the argument `stop`: it decides where the count ends. `torch.arange` takes a start, an end and a step.
    """
    return torch.tensor([0, 2, 4, 6, 8])


def list_of_range(stop):
    """wrong-dtype: An empty result is float32, as torch makes it of an empty list where no dtype is named.
    remedy: Name `dtype=torch.int64` where the tensor is made. Then an empty result is int64 too.
    """
    return torch.tensor(list(range(0, stop, 2)))


def nonzero_squeezed(stop):
    """squeezed-too-much: The only dimension of a result with one number is dropped, as `squeeze` does without a
    dimension.
    remedy: The result always has one dimension. Remove `squeeze`, or, after `nonzero`, name the second dimension:
    `squeeze(1)`.
    """
    return (torch.arange(stop) % 2 == 0).nonzero().squeeze()


def odd_numbers(stop):
    """wrong-values: The count begins at 1 and gives odd numbers.
    remedy: The first number is 0. Begin there and go in steps of 2, or keep the numbers with `n % 2 == 0`.
    """
    return torch.arange(stop)[1::2]


def one_too_many(stop):
    """wrong-shape: The count is made to run up to the end and take it in, not to stop below it, so an even end is
    counted too.
    remedy: End below `stop`: `torch.arange` and `range` already leave their end out, so do not add 1 to it.
    """
    return torch.arange(0, stop + 1, 2)


def stop_less_one(stop):
    """wrong-shape: The count ends one too early: an odd stop loses the last number, and a stop of 0 is an error.
    remedy: `torch.arange` and `range` already leave their end out, so give them `stop` itself and not `stop - 1`.
    """
    return torch.arange(0, stop - 1, 2)
