"""backward_twice: raised

The flag is given in the place of the gradient argument.
"""


def backward_twice(loss):
    loss.backward(True)
    loss.backward()
