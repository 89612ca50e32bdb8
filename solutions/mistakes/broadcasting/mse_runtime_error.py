"""mse: wrong-exception

The exception is a RuntimeError; a ValueError is asked for.
"""


def mse(prediction, target):
    if prediction.size() != target.size():
        raise RuntimeError("The size of prediction must match the size of target")
    return (prediction - target).square().mean()
