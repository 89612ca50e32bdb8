"""standardize: sample-std

`std` divides by n - 1 unless told otherwise, which is the standard deviation of a sample; the
population's divides by n.
"""


def standardize(features):
    mean = features.mean(dim=0)
    std = features.std(dim=0)
    std = std.masked_fill(std == 0, 1.0).nan_to_num(1.0)
    return (features - mean) / std
