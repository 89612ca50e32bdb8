"""mse: wrong-values

The sum is divided by the first size; with more than one dimension that is not the number of
entries.
"""


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    n = prediction.shape[0] if prediction.dim() else 1
    return (prediction - target).square().sum() / n
