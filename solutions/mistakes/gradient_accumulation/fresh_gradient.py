"""Known mistakes of fresh_gradient."""

from torch.autograd import grad


def cleared_too_late(loss_fn, w):
    """stale-gradient: w.grad is cleared after the pass and not before it: what was there on entry leaks in, and nothing
    is left in w.grad."""
    loss_fn(w).backward()
    result = w.grad.clone()
    w.grad = None
    return result


def detached(loss_fn, w):
    """missing-gradient: The loss is computed from detached numbers of w, so no graph leads back to w."""
    w.grad = None
    loss_fn(w.detach()).backward()
    return w.grad


def on_the_cpu(loss_fn, w):
    """left-on-cpu: The gradient is returned on the CPU."""
    w.grad = None
    loss_fn(w).backward()
    return w.grad.cpu()


def not_cleared(loss_fn, w):
    """stale-gradient: Nothing clears w.grad, so backward adds the new gradient to what an earlier call left there."""
    loss = loss_fn(w)
    loss.backward()
    return w.grad


def not_stored(loss_fn, w):
    """stale-gradient: autograd.grad returns the gradient and leaves w.grad alone, so the old content stays there."""
    return torch.autograd.grad(loss_fn(w), w)[0]


def old_subtracted(loss_fn, w):
    """stale-gradient: The old gradient is subtracted from the copy that is returned; w.grad still holds the sum, and
    NaN minus NaN is NaN."""
    before = 0 if w.grad is None else w.grad.clone()
    loss_fn(w).backward()
    return w.grad - before


def times_zero(loss_fn, w):
    """stale-gradient: The old gradient is multiplied by zero. Zero times NaN is NaN, so a stale NaN stays."""
    if w.grad is not None:
        w.grad *= 0
    loss_fn(w).backward()
    return w.grad


def fresh_tuple(loss_fn, w):
    """wrong-type: autograd.grad returns a tuple with one gradient for each input, and the whole tuple is returned."""
    g = grad(loss_fn(w), w)
    w.grad = g[0]
    return g


@change
def two_passes():
    """wrong-values: backward runs two times, and each pass adds the gradient once."""
    after("loss_fn(w).backward()", "loss_fn(w).backward()")


def with_an_update(loss_fn, w):
    """input-modified: A step of gradient descent follows the pass, so w has other values afterwards."""
    w.grad = None
    loss_fn(w).backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    return w.grad


def zero_of_none(loss_fn, w):
    """raised: w.grad.zero_() is called although w.grad is None before the first backward."""
    w.grad.zero_()
    loss_fn(w).backward()
    return w.grad


@change
def zeroed_after_the_pass():
    """wrong-values: w.grad is set to zero between backward and return, so zeros come back."""
    after("loss_fn(w).backward()", "w.grad.zero_()")
