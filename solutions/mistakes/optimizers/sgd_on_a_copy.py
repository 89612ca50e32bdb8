"""sgd_step: replaced-parameter

The step is taken on a copy of the values, which is gone when the function ends.
"""


def sgd_step(param, lr):
    values = param.detach().clone()
    values -= lr * param.grad
