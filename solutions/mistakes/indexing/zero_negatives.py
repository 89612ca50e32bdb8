"""Known mistakes of zero_negatives."""

import copy
import numpy as np


def negatives_beside_cpu_zeros(x):
    """device-mismatch: A tensor that meets x is made on the CPU, where torch makes new tensors unless told otherwise,
    or is moved there. x may lie elsewhere.
    remedy: Replace by the plain number 0, or make zeros on x's device with `torch.zeros_like(x)`.
    """
    return torch.where(x < 0, torch.zeros(x.shape, dtype=x.dtype), x)


def absolute(x):
    """wrong-values: Negative entries lose their sign and are not replaced by 0.
    remedy: Put 0 where `x < 0`, with `masked_fill` or `torch.where`. The sign alone must not change.
    """
    return x.abs()


def clamp_of_detached(x):
    """input-modified: The zeros are written into the memory of x, so the caller's tensor changes.
    remedy: Call `clamp`, `masked_fill` or `torch.where` on x itself, without `.detach()` or `.data`. Names without a
    final `_` write into new memory.
    """
    y = x.detach()
    y.clamp_(min=0)
    return y


def dropped(x):
    """wrong-shape: Negative entries are dropped and not replaced, so the result is a shorter vector.
    remedy: Keep every entry and put 0 where `x < 0`, with `masked_fill` or `torch.where`. Indexing by a mask drops
    entries.
    """
    return x[~(x < 0)]


def in_place(x):
    """input-modified: The zeros are written into the memory of x, so the caller's tensor changes.
    remedy: Use `masked_fill`, `clamp` or `torch.where`, without a final `_`: they return a new tensor. To write by
    index, first make `x.clone()`.
    """
    x[x < 0] = 0
    return x


def loop_over_a_matrix(x):
    """raised: Exactly two dimensions are assumed, which fails for a tensor that is no matrix.
    remedy: Work on the whole tensor at once, with `masked_fill` or `torch.where`: that needs no loop and suits every
    shape.
    """
    result = x.clone()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] < 0:
                result[i, j] = 0
    return result


def numpy(x):
    """missing-gradient: The result is made of numbers without their history, as NumPy, detach, .data and no_grad hand
    them on, so no gradient gets back to x.
    remedy: Use `masked_fill`, `clamp` or `torch.where` on x itself, without NumPy, `.detach()`, `.data` or
    `torch.no_grad`.
    """
    values = x.detach().numpy()
    return torch.from_numpy(np.where(values < 0, np.zeros_like(values), values))


def same_when_positive(x):
    """memory-shared: x itself comes back where nothing is negative, and a new tensor is asked for.
    remedy: Return a new tensor in every case: remove the shortcut, or return `x.clone()` there.
    """
    if not (x < 0).any():
        return x
    return x.clamp(min=0)


@change("brackets")
def shallow_copy():
    """as in_place"""
    replace("x.clone()", "copy.copy(x)")


def times_mask(x):
    """non-finite: -inf becomes NaN and not 0: it is computed with, and inf minus inf, or inf times 0, is no number.
    remedy: Replace, and do not compute: use `masked_fill`, `torch.where` or `clamp`.
    """
    return x * (x >= 0)


def where_float_zero(x):
    """wrong-dtype: Integers become floats on the way, as when the zero that replaces negative entries is a float.
    remedy: Keep x's dtype: replace by the integer 0, not by 0.0, and convert nothing to float.
    """
    return torch.where(x < 0, 0.0, x)


def where_positive(x):
    """wrong-values: NaN becomes 0, as it is not greater than 0; NaN is to stay.
    remedy: Ask for `x < 0` and put 0 there. NaN is not below 0, so it stays.
    """
    return torch.where(x > 0, x, 0)
