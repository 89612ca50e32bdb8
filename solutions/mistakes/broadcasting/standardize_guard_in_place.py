"""standardize: raised

The zeros of the standard deviation are overwritten in place; the backward pass needs the number
that stood there and raises.
"""


def standardize(features):
    mean = features.mean(0)
    std = features.std(0, correction=0)
    std[std == 0] = 1.0
    return (features - mean) / std
