"""Known mistakes of curvature_at."""


def added_to_slope(f, x):
    """stale-gradient: The second backward pass adds to the .grad that holds the first derivative, so the sum of both
    comes back."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward(create_graph=True)
    t.grad.backward()
    return t.grad.item()


def backward_of_grad(f, x):
    """missing-gradient: The first derivative is computed without a graph of its own, so it cannot be differentiated
    again."""
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    t.grad.backward()
    return t.grad.item()


def both(f, x):
    """wrong-type: Both derivatives come back in a tuple, where the second alone is asked for."""
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    second = torch.autograd.grad(first, t)[0]
    return first.item(), second.item()


def default_dtype_changed(f, x):
    """global-state-changed: The default dtype is switched to float64 and stays so after the call."""
    torch.set_default_dtype(torch.float64)
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    return torch.autograd.grad(first, t)[0].item()


def detached_slope(f, x):
    """missing-gradient: The first derivative leaves the graph before it is differentiated again."""
    t = torch.tensor(x, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t, create_graph=True)
    slope = slope.detach().requires_grad_()
    (curvature,) = torch.autograd.grad(slope, t)
    return curvature.item()


def differences(f, x):
    """wrong-values: The second derivative is approximated by a difference quotient, which is too coarse."""
    def d(x):
        t = torch.tensor(x, requires_grad=True)
        f(t).backward()
        return t.grad.item()

    h = 0.01
    return (d(x + h) - d(x)) / h


def first_derivative(f, x):
    """wrong-values: The first derivative comes back and not the second."""
    t = torch.tensor(x, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t, create_graph=True)
    torch.autograd.grad(slope, t)
    return slope.item()


def grad_then_backward(f, x):
    """stale-gradient: The second backward pass adds to the .grad that holds the first derivative, so the sum of both
    comes back."""
    t = torch.tensor(x, dtype=torch.double, requires_grad=True)
    f(t).backward()
    slope, = torch.autograd.grad(f(t), t, create_graph=True)
    slope.backward()
    return float(t.grad)


def halved(f, x):
    """wrong-values: The second derivative is divided by 2, as a Taylor coefficient is."""
    t = torch.tensor(x, requires_grad=True)
    (first,) = torch.autograd.grad(f(t), t, create_graph=True)
    (second,) = torch.autograd.grad(first, t)
    return second.item() / 2


def hessian_tensor(f, x):
    """wrong-type: The second derivative comes back as a tensor, where a Python float is asked for."""
    return torch.autograd.functional.hessian(f, torch.tensor(x))


def no_return(f, x):
    """wrong-type: The second derivative is printed and not returned."""
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    first.backward()
    print(t.grad)


def of_a_vector(f, x):
    """raised: f is given a tensor of shape (1,), where its contract says a 0-dim tensor."""
    t = torch.tensor([x], requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    second = torch.autograd.grad(first, t)[0]
    return second.item()


def derivative_at_of_derivative_at(f, x):
    t = torch.as_tensor(x).clone().detach().requires_grad_()
    y = f(t)
    y.backward()
    return t.grad.item()


def of_derivative_at(f, x):
    """missing-gradient: The first derivative is a Python float, which has no graph to be differentiated again."""
    return derivative_at_of_derivative_at(lambda t: derivative_at_of_derivative_at(f, t), x)


@change
def of_geometry():
    """wrong-values: The second derivative is divided by a power of 1 + slope squared: that is the curvature of the
    graph's curve, and the second derivative is asked for."""
    replace("return curvature.item()", "return (curvature / (1 + slope**2) ** 1.5).item()")


def retain_graph(f, x):
    """missing-gradient: The first derivative is computed without a graph of its own, so it cannot be differentiated
    again."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    g = torch.autograd.grad(y, t, retain_graph=True)[0]
    return torch.autograd.grad(g, t)[0].item()


def slope_as_number(f, x):
    """missing-gradient: The first derivative leaves the graph before it is differentiated again."""
    t = torch.tensor(x, requires_grad=True)
    slope = torch.autograd.grad(f(t), t, create_graph=True)[0].item()
    slope = torch.tensor(slope, requires_grad=True)
    return torch.autograd.grad(slope, t)[0].item()


def slope_at(f, x):
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    f(t).backward()
    return t.grad.item()


def slope_of_slope_value(f, x):
    """wrong-values: f is differentiated at the point that is its own slope, where its slope is to be differentiated."""
    return slope_at(f, slope_at(f, x))


def square_of_slope(f, x):
    """wrong-values: The first derivative is squared, where it is to be differentiated."""
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return t.grad.item() ** 2


def tensor(f, x):
    """wrong-type: The second derivative comes back as a tensor, where a Python float is asked for."""
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    second = torch.autograd.grad(first, t)[0]
    return second


def third_derivative(f, x):
    """wrong-values: f is differentiated three times and not twice."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    for _ in range(3):
        (y,) = torch.autograd.grad(y, t, create_graph=True)
    return y.item()


def twice_the_slope(f, x):
    """wrong-values: Two backward passes through f add up to twice the first derivative, and nothing is differentiated
    again."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward(retain_graph=True)
    y.backward()
    return t.grad.item()


def two_plain_passes(f, x):
    """graph-freed: backward runs a second time through the graph of f, whose saved tensors the first pass has freed."""
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    y.backward()
    y.backward()
    return t.grad.item()


def without_create_graph(f, x):
    """missing-gradient: The first derivative is computed without a graph of its own, so it cannot be differentiated
    again."""
    t = torch.tensor(x, requires_grad=True)
    (slope,) = torch.autograd.grad(f(t), t)
    (curvature,) = torch.autograd.grad(slope, t)
    return curvature.item()
