"""backward_twice: wrong-type

The loss comes back, where None is asked for.
"""


def backward_twice(loss):
    loss.backward(retain_graph=True)
    loss.backward()
    return loss
