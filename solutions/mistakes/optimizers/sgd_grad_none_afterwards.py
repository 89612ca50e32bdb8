"""sgd_step: gradient-left-behind

The gradient is taken away after the update; it is to be left as found.
"""


def sgd_step(param, lr):
    param.data -= lr * param.grad
    param.grad = None
