"""Hidden checks of exercise 10."""

import pytest
import torch
from torch import nn

FOLDED = {"rtol": 0.0, "atol": 5e-6}  # room for the step size folded with the bias correction


def leaf(*shape):
    """A leaf with random values."""
    return nn.Parameter(torch.randn(shape, dtype=torch.float64))


def gradients(count, *shape, scale=1.0):
    """Random gradients, one a step."""
    return [torch.randn(shape, dtype=torch.float64) * scale for _ in range(count)]


def walk(step, param, steps):
    """Take one step for each gradient."""
    for gradient in steps:
        param.grad = gradient.clone()
        step(param)


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(), (1, 1, 3), (2, 3, 2, 2)])
@pytest.mark.usefixtures("device")
def test_sgd_of_any_shape(subject, observe, shape):
    """sgd_step takes parameters of any shape, and a learning rate that changes"""
    param = leaf(*shape)
    for lr, gradient in zip((0.5, 0.05, 2.0), gradients(3, *shape), strict=True):
        param.grad = gradient
        subject.sgd_step(param, lr)
        observe(f"param after a step with {lr}", param)


@pytest.mark.points(1)
@pytest.mark.parametrize("lr", [0.1, 1.0])
def test_sgd_among_other_holders(subject, observe, lr):
    """sgd_step changes the model's own weight, seen by all that hold it, and not what was computed from it before"""
    layer = nn.Linear(3, 2).double()
    x = torch.randn(4, 3, dtype=torch.float64)
    nn.init.normal_(layer.weight)
    nn.init.zeros_(layer.bias)
    held, before = layer.weight.detach(), layer.weight.detach().clone()
    (layer(x) ** 2).mean().backward()
    subject.sgd_step(layer.weight, lr)
    suspect = "replaced-parameter" if torch.equal(held, before) else None
    observe("the weight as others hold it", held, suspect=suspect)
    observe("output of the layer afterwards", layer(x))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(), (3, 1, 2)])
def test_adam_over_many_steps(subject, observe, shape):
    """adam_step follows torch.optim.Adam for dozens of steps, with gradients of changing size"""
    param, state = leaf(*shape), {}
    steps = [gradient * scale for gradient, scale in zip(gradients(40, *shape), (5.0, 0.1, 1.0, 0.0) * 10, strict=True)]
    for i in range(0, 40, 10):
        walk(lambda p: subject.adam_step(p, state, lr=0.02), param, steps[i : i + 10])
        observe(f"param after {i + 10} steps", param, rtol=0.0, atol=2e-5)


@pytest.mark.points(1)
@pytest.mark.parametrize("steps", [1, 12])
def test_adamw_without_settings(subject, observe, steps):
    """adamw_step has the defaults of torch.optim.AdamW"""
    param, state = leaf(3), {}
    walk(lambda p: subject.adamw_step(p, state), param, gradients(steps, 3))
    observe("param", param)


@pytest.mark.points(1)
@pytest.mark.parametrize("turns", [(0, 0, 0, 1, 1, 0), (0, 1, 1, 1, 1, 0)])
@pytest.mark.usefixtures("device")
def test_adam_of_two_parameters(subject, observe, turns):
    """adam_step keeps the averages and the count of each parameter in its own state"""
    params, states = (leaf(2, 2), leaf(3)), ({}, {})
    for turn, gradient in zip(turns, gradients(6, 12), strict=True):
        param = params[turn]
        param.grad = gradient[: param.numel()].reshape(param.shape).clone()
        subject.adam_step(param, states[turn], lr=0.1)
    observe("the parameters", list(params), **FOLDED)


@pytest.mark.points(1)
@pytest.mark.parametrize("size", [1e-25, 1e-30])
def test_adam_in_the_dtype_of_param(subject, observe, size):
    """adam_step keeps its averages in param's dtype: squares of float64 gradients may be too small for float32"""
    param, state = leaf(5), {}
    for i, gradient in enumerate(gradients(3, 5, scale=size), start=1):
        param.grad = gradient
        subject.adam_step(param, state, lr=0.1, eps=size / 100)
        observe(f"param after step {i}", param)


@pytest.mark.points(1)
@pytest.mark.parametrize("betas", [(0.0, 0.5), (0.95, 0.9)])
def test_adam_settings_that_change(subject, observe, betas):
    """adam_step follows a learning rate that changes from step to step, and unusual betas"""
    param, state = leaf(4), {}
    for lr, gradient in zip((0.1, 0.2, 0.05, 0.01), gradients(4, 4), strict=True):
        param.grad = gradient
        subject.adam_step(param, state, lr=lr, betas=betas, eps=0.01)
        observe(f"param after a step with lr {lr}", param)


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(), (2, 1, 3)])
def test_adamw_over_many_steps(subject, observe, shape):
    """adamw_step follows torch.optim.AdamW for dozens of steps, with gradients of changing size"""
    param, state = leaf(*shape), {}
    steps = [gradient * scale for gradient, scale in zip(gradients(40, *shape), (5.0, 0.1, 1.0, 0.0) * 10, strict=True)]
    for i in range(0, 40, 10):
        walk(lambda p: subject.adamw_step(p, state, lr=0.02, weight_decay=2.0), param, steps[i : i + 10])
        observe(f"param after {i + 10} steps", param, rtol=0.0, atol=2e-5)


@pytest.mark.points(1)
@pytest.mark.parametrize("turns", [(0, 0, 0, 1, 1, 0), (0, 1, 1, 1, 1, 0)])
@pytest.mark.usefixtures("device")
def test_adamw_of_two_parameters(subject, observe, turns):
    """adamw_step keeps the averages and the count of each parameter in its own state"""
    params, states = (leaf(2, 2), leaf(3)), ({}, {})
    for turn, gradient in zip(turns, gradients(6, 12), strict=True):
        param = params[turn]
        param.grad = gradient[: param.numel()].reshape(param.shape).clone()
        subject.adamw_step(param, states[turn], lr=0.1, weight_decay=0.3)
    observe("the parameters", list(params), **FOLDED)


@pytest.mark.points(1)
@pytest.mark.parametrize("decay", [0.0, 1.5])
def test_adamw_settings_that_change(subject, observe, decay):
    """adamw_step follows a learning rate that changes from step to step, and any decay, none included"""
    param, state = leaf(4), {}
    for lr, gradient in zip((0.1, 0.2, 0.05, 0.01), gradients(4, 4), strict=True):
        param.grad = gradient
        subject.adamw_step(param, state, lr=lr, betas=(0.8, 0.9), eps=0.01, weight_decay=decay)
        observe(f"param after a step with lr {lr}", param)


class Network(nn.Module):
    """Layers within layers: a convolution, a batch norm, a scale of one number and a bias of two dimensions."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv1d(2, 3, 2), nn.BatchNorm1d(3), nn.Sequential(nn.Linear(4, 2, bias=False)))
        self.bias = nn.Parameter(torch.zeros(1, 3))
        self.weight = nn.Parameter(torch.ones(()))


def held(model, optimizer, key):
    """For each trainable parameter: a setting of each group that holds it."""
    return {
        name: [float(group[key]) for group in optimizer.param_groups for one in group["params"] if one is param]
        for name, param in model.named_parameters()
        if param.requires_grad
    }


@pytest.mark.points(1)
@pytest.mark.parametrize(("lr", "weight_decay"), [(0.02, 0.3), (0.5, 0.0)])
def test_make_optimizer_by_dimensions(subject, observe, lr, weight_decay):
    """make_optimizer goes by the number of dimensions and not by names, and leaves the model as it is"""
    model = Network()
    model.features[0].weight.requires_grad_(False)
    with observe.unmodified(model=model):
        optimizer = subject.make_optimizer(model, lr, weight_decay)
    observe("it is an AdamW", isinstance(optimizer, torch.optim.AdamW))
    observe("learning rate of each parameter", held(model, optimizer, "lr"))
    observe("decay of each parameter", held(model, optimizer, "weight_decay"), suspect="wrong-decay-groups")


@pytest.mark.points(1)
@pytest.mark.parametrize("steps", [2, 4])
@pytest.mark.usefixtures("device")
def test_make_optimizer_trains(subject, observe, steps):
    """make_optimizer gives an optimizer that trains the model as AdamW does, with the usual betas and eps"""
    model = nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4), nn.Linear(4, 2)).double()
    for param in model.parameters():
        nn.init.normal_(param)
    model[2].bias.requires_grad_(False)
    x = torch.randn(6, 3, dtype=torch.float64)
    optimizer = subject.make_optimizer(model, 0.1, 0.4)
    for _ in range(steps):
        optimizer.zero_grad()
        (model(x) ** 2).mean().backward()
        optimizer.step()
    observe("parameters", {name: param.detach() for name, param in model.named_parameters()})
