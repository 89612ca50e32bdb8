"""backward_twice: wrong-values

Three backward passes run and not two.
"""


def backward_twice(loss):
    for _ in range(3):
        loss.backward(retain_graph=True)
