"""Known mistakes of derivative_at."""


@change("derivative_backward")
def anomaly_mode():
    """global-state-changed: Anomaly detection is one switch for the whole program; it is turned on for this one
    function, and nothing turns it off again.
    remedy: Remove the line that switches anomaly detection on. To debug, use the block `with
    torch.autograd.detect_anomaly():`.
    """
    before("y.backward()", "torch.autograd.set_detect_anomaly(True)")


def constant(f, x):
    """hard-coded-answer: The number of the example comes back, whatever f and x are.
    remedy: Use f and x: call f on a tensor of x that requires grad. Run backward and return the tensor's gradient.
    """
    return 6.0


@change("derivative_backward")
def default_dtype_changed():
    """global-state-changed: The default dtype is one setting for the whole program; it is switched to float64 for this
    one function, and nothing switches it back.
    remedy: Remove `torch.set_default_dtype`. Give the dtype to the point alone: `torch.tensor(x, dtype=torch.float64,
    ...)`.
    """
    before("t = torch.tensor(x, requires_grad=True)", "torch.set_default_dtype(torch.float64)")


def detached_point(f, x):
    """missing-gradient: No graph is recorded: what f gets does not require a gradient, or gradients are off.
    remedy: Make the point with `requires_grad=True` and give that very tensor to f, outside of `torch.no_grad()`.
    """
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    (g,) = torch.autograd.grad(f(t.detach()), t)
    return float(g)


def float32_difference(f, x):
    """wrong-values: The derivative is approximated by a difference quotient, which is off in the third digit or
    earlier.
    remedy: Let autograd differentiate: call f on a tensor with `requires_grad=True`, run backward, and return the
    tensor's gradient.
    """
    eps = 1e-5
    a, b = torch.tensor(x - eps, dtype=torch.float32), torch.tensor(x + eps, dtype=torch.float32)
    return float((f(b) - f(a)) / (2 * eps))


def forward_difference(f, x, h=1e-2):
    """as float32_difference"""
    t = torch.tensor(x, dtype=torch.float64)
    return ((f(t + h) - f(t)) / h).item()


@change("derivative_backward")
def grad_of_result():
    """missing-return: The result is None: nothing is returned, or what backward gives, or a gradient that is not kept.
    remedy: Run `backward` on f's result in a line of its own. Then return the gradient of the point:
    `point.grad.item()`.
    """
    replace("return t.grad.item()", "return y.grad")


def grad_tuple(f, x):
    """wrong-type: torch.autograd.grad gives a tuple with one gradient for each input, and a comma at the end makes a
    tuple too; nothing takes the derivative out of it.
    remedy: Take the tensor out of the tuple that `torch.autograd.grad` gives, with `[0]`, and call `.item()` on it.
    """
    t = torch.tensor(x, requires_grad=True)
    return torch.autograd.grad(f(t), t)


@change("derivative_backward")
def half_precision():
    """wrong-values: The point is a 16-bit float, too coarse for the answer.
    remedy: Make the point in float32 or float64, with `dtype=torch.float64` for example.
    """
    replace("x, requires_grad=True", "x, dtype=torch.bfloat16, requires_grad=True")


@change("derivative_backward")
def derivative_int():
    """wrong-type: The derivative is cut down to an int.
    remedy: Return a Python float: the gradient's `.item()`, not `int(...)`.
    """
    replace("return t.grad.item()", "return int(t.grad)")


@change("derivative_backward")
def integer_point():
    """raised: The point is an integer tensor, and only floating-point tensors can require gradients.
    remedy: Make a floating-point tensor: keep x as the float that it is, without `int(...)`, or give
    `dtype=torch.float64`.
    """
    replace("torch.tensor(x, requires_grad=True)", "torch.tensor(int(x), requires_grad=True)")


@change("derivative_backward")
def misspelled_flag():
    """as detached_point"""
    replace("t = torch.tensor(x, requires_grad=True)", "t = torch.tensor(x)")
    before("y = f(t)", "t.require_grad = True")


@change("derivative_backward")
def not_tracked():
    """as detached_point"""
    replace("x, requires_grad=True", "x")


@change("derivative_backward")
def numpy_scalar():
    """wrong-type: The derivative is made a NumPy number or array, which keeps a type of its own; nothing makes a Python
    float of it.
    remedy: Call `.item()` on the gradient tensor: it gives a Python float.
    """
    replace("return t.grad.item()", "return t.grad.numpy()[()]")


def of_a_python_float(f, x):
    """wrong-values: f is called with a number and not with the tensor that is differentiated, so the graph holds no f.
    remedy: Turn x into a tensor with `requires_grad=True` and give that to f. Run backward on f's result as it comes.
    """
    y = torch.tensor(float(f(x)), requires_grad=True)
    y.backward()
    return y.grad.item()


@change("derivative_backward")
def of_a_vector():
    """raised: f is given a tensor of shape (1,), where its contract says a 0-dim tensor.
    remedy: Make the point 0-dim: `torch.tensor(x, ...)`, without brackets around x.
    """
    replace("x, requires_grad=True", "[x], requires_grad=True")


def of_backward(f, x):
    """as grad_of_result"""
    x = torch.tensor(x, requires_grad=True)
    return f(x).backward()


def of_the_square(f, x):
    """hard-coded-answer: The derivative of the example's f is computed, whatever f is given.
    remedy: Use f and x: call f on a tensor of x that requires grad. Run backward and return the tensor's gradient.
    """
    return 2 * x


point_on_a_global_leaf = torch.zeros((), dtype=torch.float64, requires_grad=True)


def on_a_global_leaf(f, x):
    """stale-gradient: One tensor serves all calls, and its .grad adds up from call to call.
    remedy: Make a new tensor from x inside the function, at each call.
    """
    with torch.no_grad():
        point_on_a_global_leaf.fill_(x)
    f(point_on_a_global_leaf).backward()
    return point_on_a_global_leaf.grad.item()


@change("derivative_backward")
def point():
    """wrong-values: The point's own number is returned. A backward pass does not change it: the derivative is put
    beside it, in .grad.
    remedy: Return the gradient of the point, `point.grad.item()`, and not the point's own value.
    """
    replace("return t.grad.item()", "return t.item()")


@change("derivative_backward")
def point_is_no_leaf():
    """missing-gradient: The gradient of the point is None: no backward pass ran, or none that ends at this tensor.
    remedy: Make the point in one call (`torch.tensor` with dtype and `requires_grad=True`), and run `backward` on f's
    own result. Then read `.grad`.
    """
    replace("torch.tensor(x, requires_grad=True)", "torch.tensor(x, requires_grad=True).double()")


@change("derivative_backward")
def result_rewrapped():
    """as point_is_no_leaf"""
    replace("y = f(t)", "y = torch.tensor(f(t), requires_grad=True)")


def rounded(f, x):
    """wrong-values: The derivative is rounded to a few digits.
    remedy: Return the gradient as it is, without rounding.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return round(t.grad.item(), 2)


@change("derivative_backward")
def tensor():
    """wrong-type: Autograd gives a derivative as a tensor, also where it is a single number, and nothing makes a Python
    float of it.
    remedy: Turn the gradient into a Python float with `.item()`.
    """
    replace("return t.grad.item()", "return t.grad")


@change("derivative_backward")
def two_passes():
    """wrong-scale: Twice the derivative comes back, as when two backward passes add up in .grad.
    remedy: Run a single backward pass, on f's result without a factor.
    """
    before("y.backward()", "y.backward(retain_graph=True)")


def under_no_grad(f, x):
    """as detached_point"""
    t = torch.tensor(x, requires_grad=True)
    with torch.no_grad():
        y = f(t)
    y.backward()
    return t.grad.item()


def value(f, x):
    """wrong-values: The result of f is returned. A backward pass does not turn it into the derivative: that arrives at
    the point, in .grad.
    remedy: Return the gradient of the point, `point.grad.item()`, and not the value of f.
    """
    y = f(torch.tensor(x, requires_grad=True))
    y.backward()
    return y.item()


@change("derivative_backward")
def without_backward():
    """as point_is_no_leaf"""
    replace("y.backward()", "")


def gradients_left_on():
    """global-state-changed: Gradient mode is one setting for all code that follows; it is switched on for this one
    function, and nothing puts back what was found.
    remedy: Use the block `with torch.enable_grad():` in place of `set_grad_enabled`. At its end the old state comes
    back.
    """
    before("point = torch.tensor(x, dtype=torch.float64, requires_grad=True)", "torch.set_grad_enabled(True)")
