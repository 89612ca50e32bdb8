"""Known mistakes of curvature_at."""


def added_to_slope(f, x):
    """stale-gradient: The sum of both derivatives comes back: the second pass adds to a .grad that holds the first.
    remedy: Take the second derivative with `torch.autograd.grad(slope, point)`: it returns that one alone and adds to
    no `.grad`.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward(create_graph=True)
    t.grad.backward()
    return t.grad.item()


def backward_of_grad(f, x):
    """missing-gradient: Something is differentiated that has no graph: a slope whose own graph was not kept, or f at a
    point that requires no gradient.
    remedy: Make the point with `requires_grad=True`, and compute the slope with `create_graph=True`. Differentiate that
    very tensor with `torch.autograd.grad(slope, point)`: no `detach()` or `item()` before.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    t.grad.backward()
    return t.grad.item()


def both():
    """wrong-type: The slope is only a step on the way to the second derivative, but it is returned with it, so a tuple
    comes back.
    remedy: Return the second derivative alone, as a float.
    """
    replace("return curvature.item()", "return slope.item(), curvature.item()")


def default_dtype_changed():
    """global-state-changed: The default dtype is one setting for the whole program; it is switched to float64 for this
    one function, and nothing switches it back.
    remedy: Remove `torch.set_default_dtype`. Give the dtype to the point alone: `torch.tensor(x, dtype=torch.float64,
    ...)`.
    """
    before("(curvature,) = torch.autograd.grad(slope, point)", "torch.set_default_dtype(torch.float64)")


def detached_slope():
    """as backward_of_grad"""
    before("(curvature,) = torch.autograd.grad(slope, point)", "slope = slope.detach().requires_grad_()")


def differences(f, x):
    """wrong-values: The second derivative is approximated by a difference quotient, which is too coarse.
    remedy: Let autograd differentiate twice: the slope with `create_graph=True`, then `torch.autograd.grad` of the
    slope. No step size is needed.
    """
    def d(x):
        t = torch.tensor(x, requires_grad=True)
        f(t).backward()
        return t.grad.item()

    h = 0.01
    return (d(x + h) - d(x)) / h


def first_derivative():
    """wrong-values: The first derivative comes back: f is differentiated only once, or the result of the second time is
    not what is returned.
    remedy: Differentiate the slope once more with respect to the point, and return that result.
    """
    replace("return curvature.item()", "return slope.item()")


def grad_then_backward(f, x):
    """as added_to_slope"""
    t = torch.tensor(x, dtype=torch.double, requires_grad=True)
    f(t).backward()
    slope, = torch.autograd.grad(f(t), t, create_graph=True)
    slope.backward()
    return float(t.grad)


def halved():
    """wrong-scale: Half of the second derivative comes back, as in a Taylor coefficient.
    remedy: Return the second derivative as it is, without the division by 2.
    """
    replace("return curvature.item()", "return curvature.item() / 2")


def hessian_tensor(f, x):
    """wrong-type: Autograd gives every derivative as a tensor, and nothing makes a Python float of the second one.
    remedy: Turn the result into a Python float: `.item()` at the end.
    """
    return torch.autograd.functional.hessian(f, torch.tensor(x))


@change("curvature_backward_of_slope")
def no_return():
    """missing-return: The result is None: the second derivative is not returned.
    remedy: Return the second derivative as a float, with `return` and `.item()`. Neither `print` nor `backward` returns
    it.
    """
    replace("return t.grad.item()", "print(t.grad)")


def of_a_vector():
    """raised: f is given a tensor of shape (1,), where its contract says a 0-dim tensor.
    remedy: Make the point 0-dim: `torch.tensor(x, ...)`, without brackets around x.
    """
    replace("torch.tensor(x, dtype=torch.float64, requires_grad=True)", "torch.tensor([x], requires_grad=True)")


def derivative_at_of_derivative_at(f, x):
    t = torch.as_tensor(x).clone().detach().requires_grad_()
    y = f(t)
    y.backward()
    return t.grad.item()


def of_derivative_at(f, x):
    """missing-gradient: The first derivative is a Python float, which has no graph to be differentiated again.
    remedy: Keep the slope as a tensor with its graph (`create_graph=True`), and differentiate that. Call `.item()` only
    on the final result.
    """
    return derivative_at_of_derivative_at(lambda t: derivative_at_of_derivative_at(f, t), x)


def of_geometry():
    """wrong-values: The curvature of the curve comes back: the second derivative, divided by a power of 1 + slope
    squared.
    remedy: Return the second derivative as it is, without that division.
    """
    replace("return curvature.item()", "return (curvature / (1 + slope**2) ** 1.5).item()")


def retain_graph():
    """as backward_of_grad"""
    replace("create_graph=True", "retain_graph=True")


def slope_as_number(f, x):
    """as backward_of_grad"""
    t = torch.tensor(x, requires_grad=True)
    slope = torch.autograd.grad(f(t), t, create_graph=True)[0].item()
    slope = torch.tensor(slope, requires_grad=True)
    return torch.autograd.grad(slope, t)[0].item()


def slope_at(f, x):
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def slope_of_slope_value(f, x):
    """wrong-values: f is differentiated at the point that is its own slope, and the slope is never differentiated.
    remedy: Stay at x: compute the slope there with `create_graph=True`, then `torch.autograd.grad(slope, point)`.
    """
    return slope_at(f, slope_at(f, x))


def square_of_slope(f, x):
    """wrong-values: The first derivative is squared, where it is to be differentiated.
    remedy: Do not square the slope: compute it with `create_graph=True`, then differentiate it with
    `torch.autograd.grad(slope, point)`.
    """
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item() ** 2


def tensor():
    """as hessian_tensor"""
    replace("return curvature.item()", "return curvature")


def third_derivative(f, x):
    """wrong-values: The third derivative comes back: f is differentiated three times and not twice.
    remedy: Differentiate exactly two times: first f's value, then the slope.
    """
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    for _ in range(3):
        (y,) = torch.autograd.grad(y, t, create_graph=True)
    return y.item()


def twice_the_slope(f, x):
    """wrong-values: Twice the first derivative comes back, and nothing is differentiated again.
    remedy: Do not run two passes through f. Compute the slope with `create_graph=True`, then
    `torch.autograd.grad(slope, point)`.
    """
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward(retain_graph=True)
    y.backward()
    return t.grad.item()


def two_plain_passes(f, x):
    """graph-freed: A second backward pass runs through the graph of f, whose saved tensors the first pass has freed.
    remedy: Do not run two passes through f. Compute the slope with `create_graph=True`, then
    `torch.autograd.grad(slope, point)`.
    """
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    y.backward()
    return t.grad.item()


def without_create_graph():
    """as backward_of_grad"""
    replace("f(point), point, create_graph=True", "f(point), point")
