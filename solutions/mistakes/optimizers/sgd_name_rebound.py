"""sgd_step: replaced-parameter

The difference is bound to the local name. The parameter of the caller is never written to.
"""


def sgd_step(param, lr):
    param = param - lr * param.grad
