"""flat: squeezed-too-much

`squeeze()` drops the one dimension that a flat tensor has when there is one number in it.
"""


def flat(x):
    return x.reshape(-1).squeeze()
