"""sum_gradients: wrong-type

A list of gradients is returned where one tensor, their sum, is due.
"""


def sum_gradients(loss_fns, w):
    result = []
    for loss_fn in loss_fns:
        w.grad = None
        loss_fn(w).backward()
        result.append(w.grad)
    return result
