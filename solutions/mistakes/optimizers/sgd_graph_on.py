"""sgd_step: raised

The parameter is changed in place while gradients are recorded, which a leaf does not allow.
"""


def sgd_step(param, lr):
    param -= lr * param.grad
