"""mse: silent-broadcast

Nothing compares the shapes, so (n, 1) against (n,) becomes every prediction against every target.
"""


def mse(prediction, target):
    return ((prediction - target) ** 2).mean()
