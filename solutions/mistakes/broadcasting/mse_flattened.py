"""mse: missing-exception

Both tensors are made flat before they are compared, so different shapes with equally many entries
pass.
"""


def mse(prediction, target):
    p, t = prediction.reshape(-1), target.reshape(-1)
    if p.shape != t.shape:
        raise ValueError("shapes differ")
    return (p - t).square().mean()
