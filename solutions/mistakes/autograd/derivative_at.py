"""Known mistakes of derivative_at."""


def anomaly_mode(f, x):
    """global-state-changed: Anomaly detection is switched on and stays on after the call.

    Remove the line that switches anomaly detection on. To debug, use the block `with torch.autograd.detect_anomaly():`.
    """
    torch.autograd.set_detect_anomaly(True)
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def constant(f, x):
    """hard-coded-answer: The number of the example comes back, whatever f and x are.

    Use f and x: call f on a tensor of x that requires grad. Run backward and return the tensor's gradient.
    """
    return 6.0


def default_dtype_changed(f, x):
    """global-state-changed: The default dtype is switched to float64 and stays so after the call.

    Remove `torch.set_default_dtype`. Give the dtype to the point alone: `torch.tensor(x, dtype=torch.float64, ...)`.
    """
    torch.set_default_dtype(torch.float64)
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def detached_point(f, x):
    """missing-gradient: No graph is recorded: what f gets does not require a gradient, or gradients are off.

    Make the point with `requires_grad=True` and give that very tensor to f, outside of `torch.no_grad()`.
    """
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    y = f(t.detach())
    (g,) = torch.autograd.grad(y, t)
    return float(g)


def float32_difference(f, x):
    """wrong-values: The derivative is approximated by a difference quotient, which is off in the third digit or
    earlier.

    Let autograd differentiate: call f on a tensor with `requires_grad=True`, run backward, and return the tensor's
    gradient.
    """
    eps = 1e-5
    a, b = torch.tensor(x - eps, dtype=torch.float32), torch.tensor(x + eps, dtype=torch.float32)
    return float((f(b) - f(a)) / (2 * eps))


def forward_difference(f, x, h=1e-2):
    """as float32_difference"""
    t = torch.tensor(x, dtype=torch.float64)
    return ((f(t + h) - f(t)) / h).item()


def grad_of_result(f, x):
    """missing-return: The result is None: nothing is returned, or what backward gives, or a gradient that is not kept.

    Run `backward` on f's result in a line of its own. Then return the gradient of the point: `point.grad.item()`.
    """
    x = torch.tensor(x, requires_grad=True)
    y = f(x)
    y.backward()
    return y.grad


def grad_tuple(f, x):
    """wrong-type: A tuple comes back, where a Python float is asked for.

    Take the tensor out of the tuple that `torch.autograd.grad` gives, with `[0]`, and call `.item()` on it.
    """
    t = torch.tensor(x, requires_grad=True)
    return torch.autograd.grad(f(t), t)


def half_precision(f, x):
    """wrong-values: The point is a 16-bit float, too coarse for the answer.

    Make the point in float32 or float64, with `dtype=torch.float64` for example.
    """
    t = torch.tensor(x, dtype=torch.bfloat16, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def derivative_int(f, x):
    """wrong-type: The derivative is cut down to an int.

    Return a Python float: the gradient's `.item()`, not `int(...)`.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return int(t.grad)


def integer_point(f, x):
    """raised: The point is an integer tensor, and only floating-point tensors can require gradients.

    Make a floating-point tensor: keep x as the float that it is, without `int(...)`, or give `dtype=torch.float64`.
    """
    t = torch.tensor(int(x), requires_grad=True)
    f(t).backward()
    return t.grad.item()


def misspelled_flag(f, x):
    """as detached_point"""
    t = torch.tensor(x)
    t.require_grad = True
    y = f(t)
    y.backward()
    return t.grad.item()


def not_tracked(f, x):
    """as detached_point"""
    t = torch.tensor(x)
    y = f(t)
    y.backward()
    return t.grad.item()


def numpy_scalar(f, x):
    """wrong-type: The derivative comes back as a NumPy number or array and not as a Python float.

    Call `.item()` on the gradient tensor: it gives a Python float.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.numpy()[()]


def of_a_python_float(f, x):
    """wrong-values: f is called with a number and not with the tensor that is differentiated, so the graph holds no f.

    Turn x into a tensor with `requires_grad=True` and give that to f. Run backward on f's result as it comes.
    """
    y = torch.tensor(float(f(x)), requires_grad=True)
    y.backward()
    return y.grad.item()


def of_a_vector(f, x):
    """raised: f is given a tensor of shape (1,), where its contract says a 0-dim tensor.

    Make the point 0-dim: `torch.tensor(x, ...)`, without brackets around x.
    """
    t = torch.tensor([x], requires_grad=True)
    f(t).backward()
    return t.grad.item()


def of_backward(f, x):
    """as grad_of_result"""
    x = torch.tensor(x, requires_grad=True)
    return f(x).backward()


def of_the_square(f, x):
    """hard-coded-answer: The derivative of the example's f is computed, whatever f is given.

    Use f and x: call f on a tensor of x that requires grad. Run backward and return the tensor's gradient.
    """
    return 2 * x


point_on_a_global_leaf = torch.zeros((), dtype=torch.float64, requires_grad=True)


def on_a_global_leaf(f, x):
    """stale-gradient: One tensor serves all calls, and its .grad adds up from call to call.

    Make a new tensor from x inside the function, at each call.
    """
    with torch.no_grad():
        point_on_a_global_leaf.fill_(x)
    f(point_on_a_global_leaf).backward()
    return point_on_a_global_leaf.grad.item()


def point(f, x):
    """wrong-values: The point itself comes back and not the derivative.

    Return the gradient of the point, `point.grad.item()`, and not the point's own value.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.item()


def point_is_no_leaf(f, x):
    """missing-gradient: The gradient of the point is None: no backward pass ran, or none that ends at this tensor.

    Make the point in one call (`torch.tensor` with dtype and `requires_grad=True`), and run `backward` on f's own
    result. Then read `.grad`.
    """
    t = torch.tensor(x, requires_grad=True).double()
    f(t).backward()
    return t.grad.item()


def result_rewrapped(f, x):
    """as point_is_no_leaf"""
    t = torch.tensor(x, requires_grad=True)
    y = torch.tensor(f(t), requires_grad=True)
    y.backward()
    return t.grad.item()


def rounded(f, x):
    """wrong-values: The derivative is rounded to a few digits.

    Return the gradient as it is, without rounding.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return round(t.grad.item(), 2)


def tensor(f, x):
    """wrong-type: The derivative comes back as a tensor, where a Python float is asked for.

    Turn the gradient into a Python float with `.item()`.
    """
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    return t.grad


def two_passes(f, x):
    """wrong-values: Twice the derivative comes back, as when two backward passes add up in .grad.

    Run a single backward pass, on f's result without a factor.
    """
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward(retain_graph=True)
    y.backward()
    return t.grad.item()


def under_no_grad(f, x):
    """as detached_point"""
    t = torch.tensor(x, requires_grad=True)
    with torch.no_grad():
        y = f(t)
    y.backward()
    return t.grad.item()


def value(f, x):
    """wrong-values: The value f(x) comes back and not its derivative.

    Return the gradient of the point, `point.grad.item()`, and not the value of f.
    """
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    return y.item()


def without_backward(f, x):
    """as point_is_no_leaf"""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    return t.grad.item()
