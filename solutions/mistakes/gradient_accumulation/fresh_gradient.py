"""Known mistakes of fresh_gradient."""

from torch.autograd import grad


def cleared_too_late(loss_fn, w):
    """stale-gradient: The gradient is cleared after the pass and not before it. What was there before stays in, and
    w.grad ends empty.
    remedy: Set `w.grad = None` before the forward pass and backward. Afterwards leave w.grad as it is.
    """
    loss_fn(w).backward()
    result = w.grad.clone()
    w.grad = None
    return result


def zeroed_too_late(loss_fn, w):
    """stale-gradient: The gradient is set to zero after the pass and not before it. What was there before stays in, and
    w.grad ends as zeros.
    remedy: Set `w.grad = None` before the forward pass and backward. Afterwards leave w.grad as it is.
    """
    loss_fn(w).backward()
    result = w.grad.clone()
    w.grad.zero_()
    return result


def detached():
    """missing-gradient: The loss is not computed from w itself, so no graph leads back to w.
    remedy: Call `loss_fn(w)` with w as it is, without `.detach()`, `.data` or `torch.no_grad`.
    """
    replace("loss_fn(w)", "loss_fn(w.detach())")


def on_the_cpu():
    """left-on-cpu: The gradient is taken to the CPU, or built there anew, and nothing brings it back to the device of
    w.
    remedy: Return w.grad as it is, without `.cpu()`: it lies on the device of w.
    """
    replace("return w.grad", "return w.grad.cpu()")


def not_cleared():
    """stale-gradient: Nothing clears w.grad, so backward adds the new gradient to what an earlier call left there.
    remedy: Set `w.grad = None` before backward.
    """
    replace("w.grad = None", "")


def not_stored(loss_fn, w):
    """stale-gradient: The new gradient does not end up in w.grad: torch.autograd.grad only returns it, and a backward
    on a copy of w stores it with the copy.
    remedy: Call `.backward()` after `w.grad = None`, or store your gradient in `w.grad` before you return it.
    """
    return torch.autograd.grad(loss_fn(w), w)[0]


def old_subtracted():
    """stale-gradient: The old gradient is taken off the result only. w.grad still holds the sum, and a stale NaN stays
    NaN.
    remedy: Set `w.grad = None` before backward. Then w.grad is the new gradient alone.
    """
    replace("w.grad = None", "before = 0 if w.grad is None else w.grad.clone()")
    replace("return w.grad", "return w.grad - before")


def times_zero(loss_fn, w):
    """stale-gradient: The old gradient is cleared by arithmetic, and a stale NaN stays NaN.
    remedy: Set `w.grad = None` before backward, which removes NaN too.
    """
    if w.grad is not None:
        w.grad *= 0
    loss_fn(w).backward()
    return w.grad


def fresh_tuple(loss_fn, w):
    """wrong-type: torch.autograd.grad gives a tuple also for a single input, and a comma at the end makes a tuple too;
    nothing takes the gradient out of it.
    remedy: Take the tensor out of the tuple with `[0]`, and return that.
    """
    g = grad(loss_fn(w), w)
    w.grad = g[0]
    return g


def two_passes():
    """wrong-scale: Twice the gradient comes back, as when two backward passes add up in w.grad.
    remedy: Run one forward pass and one backward.
    """
    after("loss_fn(w).backward()", "loss_fn(w).backward()")


def with_an_update():
    """input-modified: w is written to in place, as an update in a training step does; computing a gradient leaves w as
    it is.
    remedy: Compute the gradient and return it. Leave out the update of w.
    """
    after("loss_fn(w).backward()", """
        with torch.no_grad():
            w -= 0.1 * w.grad
    """)


def zero_of_none():
    """raised: A gradient is set to zero in place where there is none yet: w.grad is None before the first backward.
    remedy: Set `w.grad = None`. That works whatever w.grad was.
    """
    replace("w.grad = None", "w.grad.zero_()")


def zeroed_after_the_pass():
    """wrong-values: The gradient is set to zero between backward and return, so zeros come back.
    remedy: Clear w.grad before backward, with `w.grad = None`, and not after it.
    """
    after("loss_fn(w).backward()", "w.grad.zero_()")
