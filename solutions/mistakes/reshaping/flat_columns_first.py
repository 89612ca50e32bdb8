"""flat: scrambled-axes

The axes are reversed first, so the numbers come column by column and not row by row.
"""


def flat(x):
    axes = tuple(range(x.dim()))[::-1]
    return x.permute(axes).reshape(-1)
