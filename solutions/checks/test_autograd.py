"""Hidden checks of exercise 6."""

from contextlib import suppress

import pytest
import torch
from torch import nn

from tensorgrade.probes import count_backward_passes, count_saved_tensors, plain_numbers

CLOSE = {"rtol": 1e-4, "atol": 1e-4}


def branch(a, b):
    """A function whose formula depends on the sign of its argument."""
    return lambda t: a * t**3 if t > 0 else b * t**2


def repeated(a, b):
    """A function that a loop builds up."""

    def f(t):
        value = t
        for _ in range(3):
            value = torch.sin(a * value) + b * t
        return value

    return f


def stacked(a, b):
    """A function that needs a 0-dim tensor: it lines powers of it up to a vector."""
    return lambda t: torch.stack([t, t**2, t**3]).dot(torch.tensor([a, b, 1.0]).to(t.dtype))


KINDS = {"branch": branch, "repeated": repeated, "stacked": stacked}


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["branch", "repeated", "stacked"])
def test_derivative_of_odd_functions(subject, observe, kind):
    """derivative_at takes functions with branches, loops and vectors inside"""
    a, b, x = (torch.rand(3) + 0.5).tolist()
    f = KINDS[kind](a, b)
    observe("derivatives", plain_numbers([subject.derivative_at(f, x), subject.derivative_at(f, -x)]), **CLOSE)


@pytest.mark.points(1)
@pytest.mark.parametrize("power", [2, 3])
def test_derivative_where_it_is_flat(subject, observe, power):
    """derivative_at gives 0.0 where f is flat, and large numbers where f is steep"""
    a, x = (torch.rand(2) + 0.5).tolist()
    observe("at 0", plain_numbers(subject.derivative_at(lambda t: a * t**power, 0.0)), **CLOSE)
    observe("far out", plain_numbers(subject.derivative_at(lambda t: a * t**power, 20 + x)), **CLOSE)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("power", [2, 3])
def test_derivative_keeps_the_gradient_mode(subject, observe, power):
    """derivative_at leaves the gradient mode as found"""
    x = torch.rand(()).item() + 0.5
    with torch.no_grad():
        with suppress(Exception):  # where gradients are off it need not give an answer
            subject.derivative_at(lambda t: t**power, x)
        observe("gradients are on afterwards", torch.is_grad_enabled(), suspect="global-state-changed")
    observe("derivative", plain_numbers(subject.derivative_at(lambda t: t**power, x)), **CLOSE)


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["branch", "repeated", "stacked"])
def test_curvature_of_odd_functions(subject, observe, kind):
    """curvature_at takes functions with branches, loops and vectors inside"""
    a, b, x = (torch.rand(3) + 0.5).tolist()
    f = KINDS[kind](a, b)
    observe("second derivatives", plain_numbers([subject.curvature_at(f, x), subject.curvature_at(f, -x)]), **CLOSE)


@pytest.mark.points(1)
@pytest.mark.parametrize("power", [3, 4])
def test_curvature_where_it_vanishes(subject, observe, power):
    """curvature_at gives 0.0 at an inflection, and the same answer when it is asked again"""
    a, x = (torch.rand(2) + 0.5).tolist()
    observe("at 0", plain_numbers(subject.curvature_at(lambda t: a * t**power, 0.0)), **CLOSE)
    observe("at x, twice", plain_numbers([subject.curvature_at(lambda t: a * t**power, x) for _ in range(2)]), **CLOSE)


def data(n, d, dtype=torch.float64):
    """Data and weights of a linear model."""
    x, y = torch.randn(n, d, dtype=dtype), torch.randn(n, dtype=dtype)
    return x, y, torch.randn(d, dtype=dtype), torch.randn((), dtype=dtype)


@pytest.mark.points(1)
@pytest.mark.parametrize(("w_tracked", "b_tracked"), [(True, False), (False, True)])
def test_linear_gradients_of_one_tracked(subject, observe, w_tracked, b_tracked):
    """linear_mse_gradients gives both gradients when one of w and b requires grad, and leaves both as found"""
    x, y, w, b = data(6, 4)
    w.requires_grad_(w_tracked)
    b.requires_grad_(b_tracked)
    if w_tracked:
        w.grad = torch.randn_like(w)
    with observe.unmodified(x=x, y=y, w=w, b=b):
        result = subject.linear_mse_gradients(x, y, w, b)
    observe("result", result, graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "d"), [(40, 3), (1, 1), (2, 30)])
@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.usefixtures("device")
def test_linear_gradients_of_other_sizes(subject, observe, n, d, tracked):
    """linear_mse_gradients takes many samples, many features, and one of each"""
    x, y, w, b = data(n, d)
    result = subject.linear_mse_gradients(x, y, w.requires_grad_(tracked), b.requires_grad_(tracked))
    observe("result", result, graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("samples", [1, 5])
@pytest.mark.usefixtures("device")
def test_backward_twice_through_a_model(subject, observe, samples):
    """backward_twice doubles the gradients of every parameter of a deep graph"""
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2), nn.Sigmoid()).double()
    loss = (model(torch.randn(samples, 3, dtype=torch.float64)) * torch.randn(2)).sum()
    with count_backward_passes(model[0].weight) as passes:
        observe("result", subject.backward_twice(loss))
    gradients = {name: p.grad for name, p in model.named_parameters()}
    observe("gradients", gradients, suspect="missing-gradient", graph=False)
    observe("number of backward passes", len(passes))


@pytest.mark.points(1)
@pytest.mark.parametrize("d", [2, 4])
def test_backward_twice_adds_up(subject, observe, d):
    """backward_twice adds to gradients that are there, as backward does"""
    w, v = torch.randn(d, requires_grad=True), torch.randn(d)
    w.grad = torch.randn(d)
    observe("result", subject.backward_twice((w * w * v).sum()))
    observe("w.grad", w.grad, suspect="missing-gradient", graph=False)
    observe("v.grad", v.grad)


def normed_model(outputs, training):
    """A model with batch norm, which behaves differently in train and eval mode."""
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, outputs)).train(training)
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    model[1].running_var.uniform_(0.5, 2)
    return model


@pytest.mark.points(1)
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.usefixtures("device")
def test_predict_of_tracked_input(subject, observe, training):
    """predict records no graph for an x that requires grad, and leaves that x as found"""
    model, x = normed_model(2, training), torch.randn(5, 3, requires_grad=True)
    with observe.unmodified(x=x), count_saved_tensors() as saved:
        result = subject.predict(model, x)
    observe("tensors are saved for a backward pass", saved[0] > 0, suspect="graph-kept")
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("enabled", [True, False])
def test_predict_keeps_the_gradient_mode(subject, observe, enabled):
    """predict leaves the gradient mode as found, and gradients in the parameters too"""
    model, x = normed_model(3, True), torch.randn(4, 3)
    for parameter in model.parameters():
        parameter.grad = torch.randn_like(parameter)
    with torch.set_grad_enabled(enabled):
        with observe.unmodified(parameters=list(model.parameters())):
            result = subject.predict(model, x)
        observe("gradients are on afterwards", torch.is_grad_enabled(), suspect="global-state-changed")
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize(("samples", "outputs"), [(1, 3), (4, 1), (1, 1)])
def test_predict_of_single_things(subject, observe, samples, outputs):
    """predict keeps the shape of the output for one sample and for one output"""
    model, x = normed_model(outputs, False), torch.randn(samples, 3)
    observe("result", subject.predict(model, x))
