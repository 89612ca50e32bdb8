"""Known mistakes of sum_gradients."""


def as_a_list(loss_fns, w):
    """wrong-type: A list of gradients is returned where one tensor, their sum, is due."""
    result = []
    for loss_fn in loss_fns:
        w.grad = None
        loss_fn(w).backward()
        result.append(w.grad)
    return result


@change
def averaged():
    """wrong-values: The sum is divided by the number of losses: that is the gradient of their mean."""
    replace("return w.grad", "return w.grad / len(loss_fns)")


def cleared_in_the_loop(loss_fns, w):
    """wrong-values: w.grad is cleared before each pass, inside the loop, so that only the last loss is left."""
    for loss_fn in loss_fns:
        w.grad = None
        loss_fn(w).backward()
    return w.grad


def entries_are_one_tensor(loss_fns, w):
    """memory-shared: The list holds the same w.grad tensor again and again, and every later pass writes into it, so all
    entries end up as the last gradient."""
    grads = []
    w.grad = None
    for loss_fn in loss_fns:
        if w.grad is not None:
            w.grad.zero_()
        loss_fn(w).backward()
        grads.append(w.grad)
    return sum(grads)


def into_cpu_zeros(loss_fns, w):
    """device-mismatch: The gradients are added to zeros that were made without `device=`."""
    total = torch.zeros(w.shape, dtype=w.dtype)
    for loss_fn in loss_fns:
        w.grad = None
        loss_fn(w).backward()
        total = total + w.grad
    w.grad = total
    return total


def not_cleared(loss_fns, w):
    """stale-gradient: w.grad is not cleared before the first loss, so what an earlier call left there is part of the
    sum."""
    for f in loss_fns:
        f(w).backward()
    return w.grad


def of_losses_first(loss_fns, w):
    """wrong-values: The losses are added up for a single backward; the numbers are right, and nothing is accumulated by
    one backward each."""
    w.grad = None
    total = sum(loss_fn(w) for loss_fn in loss_fns)
    total.backward()
    return w.grad


def of_partial_sums(loss_fns, w):
    """wrong-values: backward runs on the running total of the losses, so each loss counts once for every pass from its
    own to the last."""
    w.grad = None
    total = 0
    for loss_fn in loss_fns:
        total = total + loss_fn(w)
        total.backward(retain_graph=True)
    return w.grad


def of_running_sums(loss_fns, w):
    """wrong-values: w.grad is added to a total after each pass and never cleared in between, so early losses are
    counted again and again."""
    w.grad = None
    total = torch.zeros_like(w)
    for loss_fn in loss_fns:
        loss_fn(w).backward()
        total = total.detach() + w.grad
    return total


def return_in_the_loop(loss_fns, w):
    """wrong-values: return stands inside the loop, so the function ends after the first loss."""
    w.grad = None
    for loss_fn in loss_fns:
        loss_fn(w).backward()
        return w.grad


def times_zero(loss_fns, w):
    """stale-gradient: The old gradient is multiplied by zero. Zero times NaN is NaN, so a stale NaN stays."""
    if w.grad is not None:
        w.grad.mul_(0.0)
    for loss_fn in loss_fns:
        loss_fn(w).backward()
    return w.grad


def with_updates(loss_fns, w):
    """input-modified: w makes a step after each loss, so later gradients are taken at another point and w is changed.
    """
    optimizer = torch.optim.SGD([w], lr=0.01)
    optimizer.zero_grad()
    for loss_fn in loss_fns:
        loss_fn(w).backward()
        optimizer.step()
    return w.grad
