"""Known mistakes of derivative_at."""


def anomaly_mode(f, x):
    """global-state-changed: Anomaly detection is switched on and stays on after the call."""
    torch.autograd.set_detect_anomaly(True)
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def constant(f, x):
    """hard-coded-answer: The number of the example comes back, whatever f and x are."""
    return 6.0


def default_dtype_changed(f, x):
    """global-state-changed: The default dtype is switched to float64 and stays so after the call."""
    torch.set_default_dtype(torch.float64)
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def detached_point(f, x):
    """missing-gradient: The point does not require a gradient, or gradients are off, so no graph is recorded and
    backward has nothing to go through."""
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    y = f(t.detach())
    (g,) = torch.autograd.grad(y, t)
    return float(g)


def float32_difference(f, x):
    """wrong-values: The derivative is approximated by a difference quotient, which is off in the third digit or
    earlier."""
    eps = 1e-5
    a, b = torch.tensor(x - eps, dtype=torch.float32), torch.tensor(x + eps, dtype=torch.float32)
    return float((f(b) - f(a)) / (2 * eps))


def forward_difference(f, x, h=1e-2):
    """wrong-values: The derivative is approximated by a difference quotient, which is off in the third digit or
    earlier."""
    t = torch.tensor(x, dtype=torch.float64)
    return ((f(t + h) - f(t)) / h).item()


def grad_of_result(f, x):
    """wrong-type: The result is None: that of `backward()` is returned, or the gradient of a tensor that keeps none."""
    x = torch.tensor(x, requires_grad=True)
    y = f(x)
    y.backward()
    return y.grad


def grad_tuple(f, x):
    """wrong-type: The tuple that `torch.autograd.grad` gives comes back as it is."""
    t = torch.tensor(x, requires_grad=True)
    return torch.autograd.grad(f(t), t)


def half_precision(f, x):
    """wrong-values: The point is a 16-bit float, too coarse for the answer."""
    t = torch.tensor(x, dtype=torch.bfloat16, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def derivative_int(f, x):
    """wrong-type: The derivative is cut down to an int."""
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return int(t.grad)


def integer_point(f, x):
    """raised: The point is an integer tensor, and only floating-point tensors can require gradients."""
    t = torch.tensor(int(x), requires_grad=True)
    f(t).backward()
    return t.grad.item()


def misspelled_flag(f, x):
    """missing-gradient: The point does not require a gradient, or gradients are off, so no graph is recorded and
    backward has nothing to go through."""
    t = torch.tensor(x)
    t.require_grad = True
    y = f(t)
    y.backward()
    return t.grad.item()


def not_tracked(f, x):
    """missing-gradient: The point does not require a gradient, or gradients are off, so no graph is recorded and
    backward has nothing to go through."""
    t = torch.tensor(x)
    y = f(t)
    y.backward()
    return t.grad.item()


def numpy_scalar(f, x):
    """wrong-type: The derivative comes back as a NumPy number or array and not as a Python float."""
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.numpy()[()]


def of_a_python_float(f, x):
    """wrong-values: f is called with the Python float, and only its result becomes a tensor, so the graph holds no f.
    """
    y = torch.tensor(float(f(x)), requires_grad=True)
    y.backward()
    return y.grad.item()


def of_a_vector(f, x):
    """raised: f is given a tensor of shape (1,), where its contract says a 0-dim tensor."""
    t = torch.tensor([x], requires_grad=True)
    f(t).backward()
    return t.grad.item()


def of_backward(f, x):
    """wrong-type: The result is None: that of `backward()` is returned, or the gradient of a tensor that keeps none."""
    x = torch.tensor(x, requires_grad=True)
    return f(x).backward()


def of_the_square(f, x):
    """hard-coded-answer: The derivative of the example's f is computed, whatever f is given."""
    return 2 * x


point_on_a_global_leaf = torch.zeros((), dtype=torch.float64, requires_grad=True)


def on_a_global_leaf(f, x):
    """stale-gradient: One tensor serves all calls, and its .grad adds up from call to call."""
    with torch.no_grad():
        point_on_a_global_leaf.fill_(x)
    f(point_on_a_global_leaf).backward()
    return point_on_a_global_leaf.grad.item()


def point(f, x):
    """wrong-values: The point itself comes back and not the gradient that was computed for it."""
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.item()


def point_is_no_leaf(f, x):
    """missing-gradient: The gradient of the point is None: no backward pass ran, or none that ends at this tensor."""
    t = torch.tensor(x, requires_grad=True).double()
    f(t).backward()
    return t.grad.item()


def result_rewrapped(f, x):
    """missing-gradient: The gradient of the point is None: no backward pass ran, or none that ends at this tensor."""
    t = torch.tensor(x, requires_grad=True)
    y = torch.tensor(f(t), requires_grad=True)
    y.backward()
    return t.grad.item()


def rounded(f, x):
    """wrong-values: The derivative is rounded to a few digits."""
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return round(t.grad.item(), 2)


def tensor(f, x):
    """wrong-type: The derivative comes back as a tensor, where a Python float is asked for."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    return t.grad


def two_passes(f, x):
    """wrong-values: Two backward passes run, and .grad holds the sum of both."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward(retain_graph=True)
    y.backward()
    return t.grad.item()


def under_no_grad(f, x):
    """missing-gradient: The point does not require a gradient, or gradients are off, so no graph is recorded and
    backward has nothing to go through."""
    t = torch.tensor(x, requires_grad=True)
    with torch.no_grad():
        y = f(t)
    y.backward()
    return t.grad.item()


def value(f, x):
    """wrong-values: The value f(x) comes back and not its derivative."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    return y.item()


def without_backward(f, x):
    """missing-gradient: The gradient of the point is None: no backward pass ran, or none that ends at this tensor."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    return t.grad.item()
