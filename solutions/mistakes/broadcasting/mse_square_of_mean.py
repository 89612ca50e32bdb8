"""mse: wrong-values

The errors are averaged first and squared then, so errors of opposite signs cancel.
"""


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).mean() ** 2
