"""backward_twice: graph-freed

The first pass frees the tensors that the graph has saved, and the second pass needs them.
"""


def backward_twice(loss):
    for i in range(2):
        loss.backward(retain_graph=i > 0)
