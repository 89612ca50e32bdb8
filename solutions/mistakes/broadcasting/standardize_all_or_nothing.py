"""standardize: wrong-values

One constant column switches the scaling off for all columns.
"""


def standardize(features):
    centred = features - features.mean(0)
    std = features.std(0, correction=0)
    if (std == 0).any():
        return centred
    return centred / std
