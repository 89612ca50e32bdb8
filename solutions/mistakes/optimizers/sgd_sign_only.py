"""sgd_step: wrong-values

Only the sign of the gradient is used, so all elements move equally far.
"""


def sgd_step(param, lr):
    param.data.sub_(lr * param.grad.sign())
