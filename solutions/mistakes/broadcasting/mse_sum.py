"""mse: wrong-values

The squared errors are summed and not averaged.
"""


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return ((prediction - target) ** 2).sum()
