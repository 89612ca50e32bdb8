"""sgd_step: requires-grad-changed

The parameter is frozen for the update and stays frozen.
"""


def sgd_step(param, lr):
    param.requires_grad = False
    param -= lr * param.grad
