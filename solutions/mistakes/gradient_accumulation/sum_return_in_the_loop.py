"""sum_gradients: wrong-values

return stands inside the loop, so the function ends after the first loss.
"""


def sum_gradients(loss_fns, w):
    w.grad = None
    for loss_fn in loss_fns:
        loss_fn(w).backward()
        return w.grad
