"""backward_twice: wrong-values

The second pass runs through another function of the loss, so the gradients are not doubled.
"""


def backward_twice(loss):
    loss.backward(retain_graph=True)
    (loss**2).backward()
