"""sgd_step: replaced-parameter

`.data` is given a new tensor, so the parameter moves to another storage and views of the old one are left behind.
"""


def sgd_step(param, lr):
    param.data = param.data - lr * param.grad
