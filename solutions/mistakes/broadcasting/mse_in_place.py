"""mse: input-modified

The target is subtracted in the caller's own prediction.
"""


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    prediction -= target
    return prediction.square().mean()
