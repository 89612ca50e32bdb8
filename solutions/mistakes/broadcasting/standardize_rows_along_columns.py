"""standardize: raised

`mean(1)` gives one number for each row and drops the dimension, so the numbers of the rows meet the
columns; that fits square inputs only.
"""


def standardize(features):
    mean = features.mean(1)
    std = features.std(1, correction=0)
    return (features - mean) / (std + 1e-8)
