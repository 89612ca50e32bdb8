"""zero_negatives: memory-shared

x itself comes back where nothing is negative, and a new tensor is asked for.
"""


def zero_negatives(x):
    if not (x < 0).any():
        return x
    return x.clamp(min=0)
