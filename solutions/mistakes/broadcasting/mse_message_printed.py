"""mse: missing-exception

A message is printed where a ValueError is to be raised, so the caller goes on with None.
"""


def mse(prediction, target):
    if prediction.shape == target.shape:
        return (prediction - target).square().mean()
    print("shapes do not match")
