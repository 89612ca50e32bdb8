"""flat: wrong-shape

A tensor of no dimensions is returned as it is; its flat form has one dimension of size 1.
"""


def flat(x):
    if x.dim() < 2:
        return x
    return x.reshape(-1)
