"""mse: silent-broadcast

Only the number of entries is compared, and (n, 1) has as many as (n,); the difference of the two is
(n, n).
"""


def mse(prediction, target):
    if prediction.numel() != target.numel():
        raise ValueError("sizes differ")
    return (prediction - target).square().mean()
