"""zero_negatives: wrong-shape

Negative entries are dropped and not replaced, so the result is a shorter vector.
"""


def zero_negatives(x):
    return x[~(x < 0)]
