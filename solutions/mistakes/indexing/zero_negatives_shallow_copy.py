"""zero_negatives: input-modified

The zeros are written into the memory of x, so the caller's tensor changes; `copy.copy` makes a new
tensor on the same numbers.
"""

import copy


def zero_negatives(x):
    result = copy.copy(x)
    result[result < 0] = 0
    return result
