"""Public checks of exercise 6."""

from contextlib import suppress

import pytest
import torch
from torch import nn

from tensorgrade.probes import count_backward_passes, count_saved_tensors, plain_numbers, spy_on_model

CLOSE = {"rtol": 1e-4, "atol": 1e-4}


def functions():
    """Functions of one number with random coefficients, none of them linear."""
    a, b, c = (torch.rand(3) * 2 + 0.5).tolist()
    return {
        "polynomial": lambda t: a * t**3 - b * t**2 + c * t + 1,
        "waves": lambda t: torch.sin(a * t) * torch.exp(-b * t) + c,
        "fraction": lambda t: a * t / (1 + b * t**2),
        "square": lambda t: a * t * t + b * t,
    }


def point():
    """A random number between 0.2 and 2.2."""
    return torch.rand(()).item() * 2 + 0.2


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["polynomial", "waves", "fraction", "square"])
def test_derivative_values(subject, observe, kind):
    """derivative_at gives df/dx at x as a float"""
    f, asked_at = functions()[kind], []

    def noted(t):
        with suppress(RuntimeError):  # some transforms of torch.func do not tell their numbers
            asked_at.append(round(float(t.detach()), 12))
        return f(t)

    places = (point(), -point(), point())
    observe("derivatives", [subject.derivative_at(noted, x) for x in places], **CLOSE)
    observe.advise("f is called beside x", len(set(asked_at)) > len(places), "finite-differences")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("slope", [2.0, -0.5])
def test_derivative_of_a_line(subject, observe, slope):
    """derivative_at gives the slope of a line, anywhere"""
    offset = point()
    observe("derivative", plain_numbers(subject.derivative_at(lambda t: slope * t + offset, point())), **CLOSE)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["polynomial", "waves"])
def test_derivative_again(subject, observe, kind):
    """derivative_at gives the same answer when it is asked again"""
    f, x = functions()[kind], point()
    observe(
        "first and second answer", plain_numbers([subject.derivative_at(f, x), subject.derivative_at(f, x)]), **CLOSE
    )


@pytest.mark.points(1.5)
@pytest.mark.parametrize("kind", ["polynomial", "waves", "fraction", "square"])
def test_curvature_values(subject, observe, kind):
    """curvature_at gives the second derivative at x as a float"""
    f = functions()[kind]
    observe("second derivatives", [subject.curvature_at(f, x) for x in (point(), -point(), point())], **CLOSE)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["exponential", "logarithm"])
def test_curvature_of_known_functions(subject, observe, kind):
    """curvature_at differentiates twice, through torch's own functions too"""
    f = {"exponential": torch.exp, "logarithm": torch.log}[kind]
    x = point()
    observe("second derivative", plain_numbers(subject.curvature_at(f, x)), **CLOSE)
    observe("at twice x", plain_numbers(subject.curvature_at(f, 2 * x)), **CLOSE)


def linear_case(n, d, tracked, dtype=torch.float64):
    """Data and weights of a linear model; weights that require grad when `tracked`."""
    x, y = torch.randn(n, d, dtype=dtype), torch.randn(n, dtype=dtype)
    w, b = torch.randn(d, dtype=dtype), torch.randn((), dtype=dtype)
    return x, y, w.requires_grad_(tracked), b.requires_grad_(tracked)


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "d"), [(5, 3), (4, 4), (1, 2), (6, 1)])
@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.usefixtures("device")
def test_linear_gradients_values(subject, observe, n, d, tracked):
    """linear_mse_gradients gives dw and db in the shapes of w and b"""
    observe("result", subject.linear_mse_gradients(*linear_case(n, d, tracked)), graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("stale", [True, False])
def test_linear_gradients_leave_no_trace(subject, observe, tracked, stale):
    """linear_mse_gradients does not change w and b: values, requires_grad and .grad"""
    x, y, w, b = linear_case(5, 3, tracked)
    if stale:
        w.grad, b.grad = torch.randn_like(w), torch.randn_like(b)
    with observe.unmodified(x=x, y=y, w=w, b=b):
        result = subject.linear_mse_gradients(x, y, w, b)
    observe("result", result, graph=False)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_linear_gradients_again(subject, observe, dtype):
    """linear_mse_gradients gives the same answer when it is asked again, in the dtype of w"""
    case = linear_case(4, 2, True, dtype)
    first = subject.linear_mse_gradients(*case)
    observe("first answer", first, graph=False)
    observe("second answer", subject.linear_mse_gradients(*case), graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("d", [3, 1])
@pytest.mark.usefixtures("device")
def test_backward_twice_doubles(subject, observe, d):
    """backward_twice leaves gradients that are twice the loss's"""
    w, v = torch.randn(d, requires_grad=True), torch.randn(d, requires_grad=True)
    loss = ((w * v).exp() * torch.rand(d)).sum()
    observe("result", subject.backward_twice(loss))
    observe("w.grad", w.grad, suspect="missing-gradient", graph=False)
    observe("v.grad", v.grad, suspect="missing-gradient", graph=False)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("d", [3, 1])
def test_backward_twice_runs_twice(subject, observe, d):
    """backward_twice runs two backward passes over the graph"""
    w = torch.randn(d, requires_grad=True)
    loss = (w * torch.rand(d) * w).sum()
    with count_backward_passes(w) as passes:
        observe("result", subject.backward_twice(loss))
    observe("w.grad", w.grad, suspect="missing-gradient", graph=False)
    observe("number of backward passes", len(passes))


def small_model(training):
    """A model that behaves differently in train and eval mode, without random numbers."""
    model = nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 2)).train(training)
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    model[1].running_mean.normal_()
    return model


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.usefixtures("device")
def test_predict_values(subject, observe, training):
    """predict gives the model's output in the mode that the model is in"""
    model, x = small_model(training), torch.randn(5, 4)
    with spy_on_model(model) as spy:
        result = subject.predict(model, x)
    observe("a hook of the model ran", bool(spy.of()), suspect="bypassed-call")
    observe("model.training during the forward pass", [seen.training for seen in spy.of()], suspect="wrong-mode")
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("training", [True, False])
def test_predict_records_no_graph(subject, observe, training):
    """predict records no graph while the model runs"""
    model, x = small_model(training), torch.randn(5, 4)
    with count_saved_tensors() as saved:
        result = subject.predict(model, x)
    observe("tensors are saved for a backward pass", saved[0] > 0, suspect="graph-kept")
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_predict_leaves_the_model_alone(subject, observe, training):
    """predict does not change the mode, or requires_grad of the parameters"""
    model, x = small_model(training), torch.randn(5, 4)
    model[0].bias.requires_grad_(False)
    with observe.unmodified(parameters=list(model.parameters()), x=x):
        result = subject.predict(model, x)
    observe("model.training afterwards", model.training, suspect="mode-not-restored")
    observe("modes of its parts", [part.training for part in model.modules()], suspect="mode-not-restored")
    observe("result", result)
