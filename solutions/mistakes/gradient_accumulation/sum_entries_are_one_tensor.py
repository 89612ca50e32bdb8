"""sum_gradients: memory-shared

The list holds the same w.grad tensor again and again, and every later pass writes into it, so all entries end
up as the last gradient.
"""


def sum_gradients(loss_fns, w):
    grads = []
    w.grad = None
    for loss_fn in loss_fns:
        if w.grad is not None:
            w.grad.zero_()
        loss_fn(w).backward()
        grads.append(w.grad)
    return sum(grads)
