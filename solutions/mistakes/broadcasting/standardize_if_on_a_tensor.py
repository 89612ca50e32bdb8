"""standardize: raised

`if` asks for one truth value, and the comparison gives one for each column.
"""


def standardize(features):
    mean, std = features.mean(0), features.std(0, correction=0)
    if std == 0:
        std = 1
    return (features - mean) / std
