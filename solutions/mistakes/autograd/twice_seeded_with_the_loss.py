"""backward_twice: wrong-values

The loss itself is given as the gradient to begin with, so the gradients are scaled by it.
"""


def backward_twice(loss):
    loss.backward(loss.detach(), retain_graph=True)
    loss.backward(loss.detach())
