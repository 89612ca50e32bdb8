"""backward_twice: raised

`backward` is given an argument that it does not have.
"""


def backward_twice(loss):
    loss.backward(retain_grad=True)
    loss.backward()
