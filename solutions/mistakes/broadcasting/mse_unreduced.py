"""mse: wrong-shape

The squared errors are returned one by one; their mean is a single number.
"""


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).square()
