"""sum_gradients: wrong-values

backward runs on the running total of the losses, so each loss counts once for every pass from its own to the
last.
"""


def sum_gradients(loss_fns, w):
    w.grad = None
    total = 0
    for loss_fn in loss_fns:
        total = total + loss_fn(w)
        total.backward(retain_graph=True)
    return w.grad
