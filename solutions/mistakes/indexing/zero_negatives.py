"""Known mistakes of zero_negatives."""

import copy
import numpy as np


def negatives_beside_cpu_zeros(x):
    """device-mismatch: The zeros that replace negatives are made on the CPU."""
    return torch.where(x < 0, torch.zeros(x.shape, dtype=x.dtype), x)


def absolute(x):
    """wrong-values: Negative entries lose their sign and are not replaced by 0."""
    return x.abs()


def clamp_of_detached(x):
    """input-modified: The zeros are written into the memory of x, so the caller's tensor changes; `detach` makes no
    copy of it."""
    y = x.detach()
    y.clamp_(min=0)
    return y


def dropped(x):
    """wrong-shape: Negative entries are dropped and not replaced, so the result is a shorter vector."""
    return x[~(x < 0)]


def in_place(x):
    """input-modified: The zeros are written into x itself, so the caller's tensor changes."""
    x[x < 0] = 0
    return x


def loop_over_a_matrix(x):
    """raised: Rows and columns are looped over, which fails for a tensor that is no matrix."""
    result = x.clone()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] < 0:
                result[i, j] = 0
    return result


def numpy(x):
    """missing-gradient: The numbers leave the graph on the way, so no gradient gets back to x."""
    values = x.detach().numpy()
    return torch.from_numpy(np.where(values < 0, np.zeros_like(values), values))


def same_when_positive(x):
    """memory-shared: x itself comes back where nothing is negative, and a new tensor is asked for."""
    if not (x < 0).any():
        return x
    return x.clamp(min=0)


def shallow_copy(x):
    """input-modified: The zeros are written into the memory of x, so the caller's tensor changes; `copy.copy` makes a
    new tensor on the same numbers."""
    result = copy.copy(x)
    result[result < 0] = 0
    return result


def times_mask(x):
    """wrong-values: x is multiplied by a mask of zeros and ones, and -inf times 0 is NaN and not 0."""
    return x * (x >= 0)


def where_float_zero(x):
    """wrong-dtype: Integers become floats on the way: the zero that replaces negative entries is a float."""
    return torch.where(x < 0, 0.0, x)


def where_positive(x):
    """wrong-values: NaN becomes 0, for it is not greater than 0; NaN is to stay."""
    return torch.where(x > 0, x, 0)
