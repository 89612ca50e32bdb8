"""Known mistakes of sum_gradients."""


def as_a_list(loss_fns, w):
    """wrong-type: The gradients of the losses are kept apart, in a list or the like, and nothing adds them up into one
    tensor.
    remedy: Clear w.grad once before the loop. Each backward adds to it: return w.grad at the end.
    """
    result = []
    for loss_fn in loss_fns:
        w.grad = None
        loss_fn(w).backward()
        result.append(w.grad)
    return result


def averaged():
    """wrong-scale: The sum is divided by the number of losses: that is the gradient of their mean.
    remedy: Return w.grad as the backwards have added it up. Divide it by nothing.
    """
    replace("return w.grad", "return w.grad / len(loss_fns)")


def cleared_in_the_loop():
    """wrong-values: The sum of the gradients is asked for, and only the gradient of the last loss is left: each pass
    clears w.grad, or each loss takes the place of the one before.
    remedy: Clear w.grad once, before the loop, and call backward on each loss in the loop.
    """
    replace("w.grad = None", "")
    before("loss_fn(w).backward()", "w.grad = None")


def entries_are_one_tensor():
    """memory-shared: The same tensor is added up again and again, and it holds the gradient of the last loss.
    remedy: Let backward add up for you: clear w.grad once before the loop and return it. Collecting needs a `clone()`.
    """
    before("for loss_fn in loss_fns:", "grads = []")
    replace("loss_fn(w).backward()", """
        if w.grad is not None:
            w.grad.zero_()
        loss_fn(w).backward()
        grads.append(w.grad)
    """)
    replace("return w.grad", "return sum(grads)")


def entries_hold_the_sum():
    """memory-shared: Each gradient that is added is the same tensor, w.grad, and backward adds up in it. So the whole
    sum is counted once for each loss.
    remedy: Let backward add up for you: clear w.grad once before the loop and return it. Collecting needs a `clone()`.
    """
    before("for loss_fn in loss_fns:", "grads = []")
    after("loss_fn(w).backward()", "grads.append(w.grad)")
    replace("return w.grad", "return sum(grads)")


def into_cpu_zeros(loss_fns, w):
    """device-mismatch: The gradients are added to a tensor on the CPU, and w may be elsewhere.
    remedy: Return w.grad, in which backward adds up. A tensor of your own is made with `torch.zeros_like(w)`.
    """
    total = torch.zeros(w.shape, dtype=w.dtype)
    for loss_fn in loss_fns:
        w.grad = None
        loss_fn(w).backward()
        total = total + w.grad
    w.grad = total
    return total


def loss_replaced(loss_fns, w):
    """as cleared_in_the_loop"""
    w.grad = None
    for loss_fn in loss_fns:
        total = loss_fn(w)
    total.backward()
    return w.grad


def not_cleared():
    """stale-gradient: Nothing clears w.grad before the first loss, so what an earlier call left there is part of the
    sum.
    remedy: Set `w.grad = None` once, before the loop.
    """
    replace("w.grad = None", "")


def of_losses_first(loss_fns, w):
    """wrong-values: There is one backward for all losses. The numbers are right; one backward for each loss is asked
    for.
    remedy: Call backward on each loss inside the loop, and let w.grad add up.
    """
    w.grad = None
    sum(loss_fn(w) for loss_fn in loss_fns).backward()
    return w.grad


def of_partial_sums():
    """wrong-values: Early losses are counted more than once: they are part of the sum again at every later loss.
    remedy: Call backward once on each loss alone, and return w.grad after the loop. It adds up by itself: keep no
    running total.
    """
    before("for loss_fn in loss_fns:", "total = 0")
    replace("loss_fn(w).backward()", """
        total = total + loss_fn(w)
        total.backward(retain_graph=True)
    """)


def of_running_sums(loss_fns, w):
    """as of_partial_sums"""
    w.grad = None
    total = torch.zeros_like(w)
    for loss_fn in loss_fns:
        loss_fn(w).backward()
        total = total.detach() + w.grad
    return total


def return_in_the_loop():
    """wrong-values: The function returns inside the loop, after the first loss.
    remedy: Move the `return` behind the loop: indent it like the `for`.
    """
    after("loss_fn(w).backward()", "return w.grad")


def times_zero():
    """stale-gradient: The old gradient is cleared by arithmetic, and a stale NaN stays NaN.
    remedy: Set `w.grad = None` before the loop, which removes NaN too.
    """
    replace("w.grad = None", """
        if w.grad is not None:
            w.grad.mul_(0.0)
    """)


def with_updates():
    """input-modified: w is changed after each loss, so later gradients are taken at another point.
    remedy: Compute the gradients only: leave out the update of w and the optimizer.
    """
    after("loss_fn(w).backward()", "torch.optim.SGD([w], lr=0.01).step()")
