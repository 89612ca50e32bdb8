"""backward_twice: wrong-values

The gradients are doubled in a single pass, where backward is to run two times.
"""


def backward_twice(loss):
    (2 * loss).backward()
