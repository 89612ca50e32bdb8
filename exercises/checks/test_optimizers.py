"""Public checks of exercise 10."""

import pytest
import torch
from torch import nn

FOLDED = {"rtol": 0.0, "atol": 5e-6}  # room for the step size folded with the bias correction


def parameter(*shape, dtype=torch.float64):
    """A leaf with random values and a random gradient."""
    made = nn.Parameter(torch.randn(shape, dtype=dtype))
    made.grad = torch.randn(shape, dtype=dtype)
    return made


def trajectory(observe, step, gradients, **room):
    """Take one step for each gradient; observe the parameter after each."""
    param = nn.Parameter(torch.linspace(-2, 3, gradients[0].numel(), dtype=torch.float64).reshape(gradients[0].shape))
    for i, gradient in enumerate(gradients, start=1):
        param.grad, before = gradient.clone(), param.detach().clone()
        step(param)
        if i == 1:
            changes = not torch.equal(param.detach(), before)
            is_replaced = not changes and bool(gradient.all())
            observe("param changes", changes, suspect="replaced-parameter" if is_replaced else None)
        observe(f"param after step {i}", param, graph=False, **room)


def in_place(observe, step, dtype):
    """Observe that a step writes into the caller's parameter, outside the graph, and leaves its gradient alone."""
    param = parameter(3, 2, dtype=dtype)
    begin, gradient = param.data_ptr(), param.grad
    kept = gradient.clone()
    observe("result", step(param))
    observe("param afterwards", param, graph=False)
    observe(
        "param is a leaf on its old storage", param.is_leaf and param.data_ptr() == begin, suspect="replaced-parameter"
    )
    observe("param.requires_grad", param.requires_grad, suspect="requires-grad-changed")
    same = param.grad is not None and torch.equal(param.grad, kept)
    observe("param.grad is as found", same, suspect="gradient-left-behind")


@pytest.mark.points(1)
@pytest.mark.parametrize("lr", [0.1, 1.5])
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
@pytest.mark.usefixtures("device")
def test_sgd_values(subject, observe, lr, shape):
    """sgd_step subtracts lr times the gradient, step after step"""
    trajectory(
        observe, lambda param: subject.sgd_step(param, lr), [torch.randn(shape, dtype=torch.float64) for _ in range(3)]
    )


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_sgd_in_place(subject, observe, dtype):
    """sgd_step writes into param, outside the graph, and does not change the gradient"""
    in_place(observe, lambda param: subject.sgd_step(param, 0.1), dtype)


@pytest.mark.points(1)
@pytest.mark.parametrize("lr", [0.05, 0.001])
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
@pytest.mark.usefixtures("device")
def test_adam_values(subject, observe, lr, shape):
    """adam_step equals torch.optim.Adam over many steps"""
    state = {}
    gradients = [torch.randn(shape, dtype=torch.float64) for _ in range(8)]
    trajectory(observe, lambda param: subject.adam_step(param, state, lr=lr), gradients, **FOLDED)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("betas", [(0.9, 0.99), (0.5, 0.8)])
@pytest.mark.usefixtures("device")
def test_adam_settings(subject, observe, betas):
    """adam_step follows its defaults, and betas and eps where they are given"""
    gradients = [torch.randn(5, dtype=torch.float64) for _ in range(4)]
    plain, own = {}, {}
    trajectory(observe, lambda param: subject.adam_step(param, plain), gradients, **FOLDED)
    trajectory(observe, lambda param: subject.adam_step(param, own, lr=0.1, betas=betas, eps=1e-3), gradients)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("size", [1e-7, 1e-9])
def test_adam_small_gradients(subject, observe, size):
    """adam_step puts eps outside the root: it matters for small gradients, and for those that are 0"""
    state = {}
    gradients = [torch.randn(5, dtype=torch.float64) * size for _ in range(3)]
    for gradient in gradients:
        gradient[2] = 0.0
    trajectory(observe, lambda param: subject.adam_step(param, state, lr=0.1), gradients)


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_adam_in_place(subject, observe, dtype):
    """adam_step writes into param, keeps what it needs in state, and does not change the gradient"""
    state = {}
    in_place(observe, lambda param: subject.adam_step(param, state, lr=0.1), dtype)
    observe("state holds something", len(state) > 0, suspect="state-not-kept")
    first, second, states = parameter(3), parameter(2, 2), ({}, {})
    for _ in range(3):
        subject.adam_step(first, states[0], lr=0.1)
        subject.adam_step(second, states[1], lr=0.1)
    observe("two parameters in turn", [first, second], **FOLDED)


@pytest.mark.points(1)
@pytest.mark.parametrize(("lr", "weight_decay"), [(0.1, 0.5), (0.01, 0.1)])
@pytest.mark.usefixtures("device")
def test_adamw_values(subject, observe, lr, weight_decay):
    """adamw_step equals torch.optim.AdamW over many steps"""
    state = {}
    gradients = [torch.randn(2, 3, dtype=torch.float64) for _ in range(8)]
    step = lambda param: subject.adamw_step(param, state, lr=lr, weight_decay=weight_decay)  # noqa: E731
    trajectory(observe, step, gradients, **FOLDED)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("betas", [(0.9, 0.99), (0.5, 0.8)])
def test_adamw_settings(subject, observe, betas):
    """adamw_step decays by 0.01 by default, and follows betas and eps where they are given"""
    gradients = [torch.randn(5, dtype=torch.float64) for _ in range(4)]
    plain, own = {}, {}
    trajectory(observe, lambda param: subject.adamw_step(param, plain, lr=0.5), gradients, **FOLDED)
    trajectory(observe, lambda param: subject.adamw_step(param, own, lr=0.1, betas=betas, eps=1e-3), gradients)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("size", [0.0, 1e-8])
def test_adamw_decay_alone(subject, observe, size):
    """adamw_step shrinks weights whose gradient is 0 or tiny"""
    state = {}
    gradients = [torch.randn(5, dtype=torch.float64) * size for _ in range(3)]
    trajectory(observe, lambda param: subject.adamw_step(param, state, lr=0.1, weight_decay=0.5), gradients)


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_adamw_in_place(subject, observe, dtype):
    """adamw_step writes into param, keeps what it needs in state, and does not change the gradient"""
    state = {}
    in_place(observe, lambda param: subject.adamw_step(param, state, lr=0.1, weight_decay=0.5), dtype)
    observe("state holds something", len(state) > 0, suspect="state-not-kept")
    first, second, states = parameter(3), parameter(2, 2), ({}, {})
    for _ in range(3):
        subject.adamw_step(first, states[0], lr=0.1)
        subject.adamw_step(second, states[1], lr=0.1)
    observe("two parameters in turn", [first, second], **FOLDED)


class Mixed(nn.Module):
    """Parameters of one to four dimensions, a frozen layer, and a weight that two layers share."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(6, 4)
        self.conv = nn.Conv2d(1, 2, 3)
        self.norm = nn.LayerNorm(4)
        self.head = nn.Linear(4, 6)
        self.head.weight = self.embed.weight
        self.frozen = nn.Linear(4, 4)
        self.frozen.requires_grad_(False)
        self.scale = nn.Parameter(torch.tensor(2.0))


def groups_of(model, optimizer):
    """The groups that hold each trainable parameter."""
    return {
        name: [group for group in optimizer.param_groups for held in group["params"] if held is param]
        for name, param in model.named_parameters()
        if param.requires_grad
    }


def settings(groups, key):
    """A setting of each parameter, in each of its groups."""
    return {name: [float(group[key]) for group in held] for name, held in groups.items()}


@pytest.mark.points(1)
@pytest.mark.parametrize(("lr", "weight_decay"), [(0.01, 0.2), (0.3, 0.05)])
def test_make_optimizer_groups(subject, observe, lr, weight_decay):
    """make_optimizer decays parameters of two or more dimensions only, and holds each trainable one once"""
    model = Mixed()
    optimizer = subject.make_optimizer(model, lr, weight_decay)
    observe("it is an AdamW", isinstance(optimizer, torch.optim.AdamW))
    groups = groups_of(model, optimizer)
    left_out = [name for name, held in groups.items() if not held]
    observe("trainable parameters that no group holds", left_out, suspect="parameters-not-in-optimizer")
    observe("learning rate of each parameter", settings(groups, "lr"))
    observe("decay of each parameter", settings(groups, "weight_decay"), suspect="wrong-decay-groups")
    mine = {id(param) for param in model.parameters()}
    foreign = sum(id(param) not in mine for group in optimizer.param_groups for param in group["params"])
    observe("parameters that are not the model's", foreign)


@pytest.mark.points(1)
@pytest.mark.parametrize(("lr", "weight_decay"), [(0.01, 0.2), (0.3, 0.05)])
@pytest.mark.usefixtures("device")
def test_make_optimizer_steps(subject, observe, lr, weight_decay):
    """make_optimizer gives an optimizer that updates trainable parameters, and does not change frozen ones"""
    model = Mixed()
    for param in model.parameters():
        nn.init.normal_(param)
    optimizer = subject.make_optimizer(model, lr, weight_decay)
    for param in model.parameters():
        param.grad = torch.randn_like(param) if param.requires_grad else None
    optimizer.step()
    observe("parameters after a step", dict(model.named_parameters()))
