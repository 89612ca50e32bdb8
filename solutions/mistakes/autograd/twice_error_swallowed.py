"""backward_twice: wrong-values

Only one backward pass gets through, so the gradients are not doubled.
"""


def backward_twice(loss):
    try:
        loss.backward()
        loss.backward()
    except RuntimeError:
        pass
