"""mse: missing-exception

The ValueError is returned as a value and not raised.
"""


def mse(prediction, target):
    if prediction.shape != target.shape:
        return ValueError("shapes differ")
    return (prediction - target).square().mean()
