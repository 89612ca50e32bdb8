"""zero_negatives: input-modified

The zeros are written into the memory of x, so the caller's tensor changes; `detach` makes no copy
of it.
"""


def zero_negatives(x):
    y = x.detach()
    y.clamp_(min=0)
    return y
