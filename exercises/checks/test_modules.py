"""Public checks of exercise 8."""

import zlib

import pytest
import torch
from torch import nn


def fill(model, by_name=False):
    """Give each parameter numbers that follow from its shape alone, or from its name, whatever its place."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            seed = zlib.crc32(f"{tuple(parameter.shape)} {name if by_name else ''}".encode())
            parameter.copy_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(seed)) * 0.7)


def has_parameters(model):
    """Whether PyTorch can see any parameter of the model."""
    return next(model.parameters(), None) is not None


def shapes(model):
    """The shapes of all parameters, sorted."""
    return sorted(tuple(parameter.shape) for parameter in model.parameters())


def observe_again(observe, model, x, result):
    """Whether a second pass over x gives what the first gave: no layer draws random numbers."""
    again = model(x)
    are_tensors = isinstance(again, torch.Tensor) and isinstance(result, torch.Tensor) and again.shape == result.shape
    is_same = not are_tensors or torch.allclose(again.detach().cpu(), result.detach().cpu(), equal_nan=True)
    observe("a second pass over x gives the same", is_same, suspect="nondeterministic")


def observe_activations(observe, model, dims):
    """Whether the network bends at all, and whether what its layers are given comes out of a ReLU."""
    x, y = torch.randn(64, dims[0]), torch.randn(64, dims[0])
    x, y = (numbers.to(next(model.parameters(), x).device) for numbers in (x, y))
    given = []
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]
    hooks = [layer.register_forward_pre_hook(lambda _, inputs: given.append(inputs[0].detach())) for layer in layers]
    with torch.no_grad():
        of_x, behind = model(x), [*given[1:]]
        of_y, of_both, of_zero = model(y), model(x + y), model(torch.zeros_like(x))
    for hook in hooks:
        hook.remove()
    is_linear = is_due = len(dims) <= 2
    if all(isinstance(result, torch.Tensor) and result.isfinite().all() for result in (of_x, of_y, of_both, of_zero)):
        is_linear = bool((of_both - of_x - of_y + of_zero).abs().max() < 1e-3)
    suspect = "missing-activation" if is_linear else "extra-activation"
    observe("the network is linear", is_linear, suspect=None if is_linear is is_due else suspect)
    is_relu = all(bool((numbers >= 0).all() and (numbers == 0).any()) for numbers in behind)
    suspect = None if is_relu else "wrong-activation"
    observe("what layers behind the first are given comes out of a ReLU", is_relu, suspect=suspect)


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [(3, 5, 2), (784, 128, 10), (4, 4, 4)])
def test_simple_net_children(subject, observe, dims):
    """SimpleNet has the children fc1, relu and fc2, of the right types and sizes, and no other"""
    model = subject.SimpleNet(*dims)
    children = dict(model.named_children())
    kinds = {
        name: [kind.__name__ for kind in (nn.Linear, nn.ReLU) if isinstance(child, kind)]
        for name, child in children.items()
    }
    observe("the model has parameters", has_parameters(model), suspect="unregistered-parameters")
    observe("children", kinds)
    observe("parameters", {name: tuple(p.shape) for name, p in model.named_parameters()})
    observe("number of parameters", sum(p.numel() for p in model.parameters()))


@pytest.mark.points(1)
@pytest.mark.parametrize(("dims", "samples"), [((3, 5, 2), 4), ((6, 4, 3), 1), ((4, 4, 4), 7)])
def test_simple_net_output(subject, observe, device, dims, samples):
    """SimpleNet computes fc2(relu(fc1(x)))"""
    x = torch.randn(samples, dims[0])
    model = subject.SimpleNet(*dims).to(device)
    fill(model, by_name=True)
    with observe.unmodified(x=x):
        result = model(x)
    observe_again(observe, model, x, result)
    observe_activations(observe, model, dims)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [(3, 5, 2), (5, 8, 4)])
def test_simple_net_gradient(subject, observe, device, dims):
    """SimpleNet trains: gradients reach both layers"""
    x, v = torch.randn(6, dims[0]), torch.randn(6, dims[-1])
    model = subject.SimpleNet(*dims).to(device)
    fill(model, by_name=True)
    result = observe("result", model(x))
    (result * v).sum().backward()
    observe("gradients", [p.grad for _, p in sorted(model.named_parameters())], suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [[3, 5, 2], [7, 6, 4, 3, 2], (4, 3), [2, 9, 8, 3]])
def test_deep_net_parameters(subject, observe, dims):
    """DeepNet registers a weight and a bias for each layer"""
    model = subject.DeepNet(dims)
    observe("the model has parameters", has_parameters(model), suspect="unregistered-parameters")
    observe("shapes of the parameters", shapes(model))
    saved = {(tuple(tensor.shape), tensor.data_ptr()) for tensor in model.state_dict().values()}
    observe("tensors in the state_dict", len(saved))


@pytest.mark.points(1)
@pytest.mark.parametrize(("dims", "samples"), [([3, 5, 2], 4), ([7, 6, 4, 3, 2], 3), ([4, 3], 5), ([2, 9, 8, 3], 1)])
def test_deep_net_output(subject, observe, device, dims, samples):
    """DeepNet has a ReLU between its layers and none after the last"""
    x, dims = torch.randn(samples, dims[0]), dims[:]
    with observe.unmodified(x=x, dims=dims):
        model = subject.DeepNet(dims).to(device)
        fill(model)
        result = model(x)
    observe("the model has parameters", has_parameters(model), suspect="unregistered-parameters")
    observe_again(observe, model, x, result)
    observe_activations(observe, model, dims)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dims", [[3, 5, 2], [4, 6, 5, 3]])
def test_deep_net_gradient(subject, observe, device, dims):
    """DeepNet trains: gradients reach every layer"""
    x, v = torch.randn(6, dims[0]) * 3, torch.randn(6, dims[-1])
    model = subject.DeepNet(dims).to(device)
    fill(model)
    result = observe("result", model(x))
    (result * v).sum().backward()
    gradients = sorted((p for p in model.parameters()), key=lambda p: tuple(p.shape))
    observe("gradients", [p.grad for p in gradients], suspect="missing-gradient")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dims", [[], [4]])
def test_deep_net_refuses(subject, observe, dims):
    """DeepNet raises ValueError for fewer than two dims"""
    with observe.raises("exception"):
        subject.DeepNet(dims)
    observe("shapes of the parameters of a net with two dims", shapes(subject.DeepNet([4, 2])))


class Mixed(nn.Module):
    """Layers with and without bias, buffers, a frozen layer and a weight that two layers share."""

    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(width, width)
        self.norm = nn.BatchNorm1d(width)
        self.plain = nn.Linear(width, 3, bias=False)
        self.tied = nn.Linear(width, width)
        self.tied.weight = self.first.weight
        self.deep = nn.Sequential(nn.Sequential(nn.Linear(3, 2)), nn.Conv2d(1, 2, 3))
        self.norm.requires_grad_(False)
        self.plain.requires_grad_(False)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("width", [4, 7])
def test_count_all_parameters(subject, observe, width):
    """count_parameters counts the numbers in all parameters, a shared one once, and no buffers"""
    model = Mixed(width)
    observe("result", subject.count_parameters(model))
    observe("result for one layer", subject.count_parameters(model.plain))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("width", [4, 7])
def test_count_trainable_parameters(subject, observe, width):
    """count_parameters counts only what requires grad when trainable_only is set"""
    model = Mixed(width)
    observe("result", subject.count_parameters(model, trainable_only=True))
    observe("result for a frozen layer", subject.count_parameters(model.plain, trainable_only=True))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("width", [4, 7])
def test_count_leaves_the_model_alone(subject, observe, width):
    """count_parameters does not change the model"""
    model = Mixed(width)
    with observe.unmodified(model=model):
        counts = [subject.count_parameters(model), subject.count_parameters(model, trainable_only=True)]
    observe("results", counts)


@pytest.mark.points(1)
@pytest.mark.parametrize("width", [4, 7])
def test_freeze_turns_gradients_off(subject, observe, width):
    """freeze turns requires_grad off for every parameter, nested and shared ones too"""
    model = Mixed(width)
    result = subject.freeze(model)
    observe(
        "requires_grad",
        {name: p.requires_grad for name, p in model.named_parameters()},
        suspect="requires-grad-changed",
    )
    observe("result", result)
    observe("the result is the same module", result is model)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_freeze_keeps_the_rest(subject, observe, training):
    """freeze keeps the Parameter objects, their values and the mode"""
    model = Mixed(3).train(training)
    before = dict(model.named_parameters())
    values = {name: p.detach().clone() for name, p in before.items()}
    result = subject.freeze(model)
    observe("the result is the same module", result is model)
    after = dict(model.named_parameters())
    observe("requires_grad", [p.requires_grad for p in after.values()], suspect="requires-grad-changed")
    observe("same objects", {name: after.get(name) is p for name, p in before.items()}, suspect="replaced-parameter")
    observe("values unchanged", {name: torch.equal(after[name], value) for name, value in values.items()})
    observe("mode", [part.training for part in model.modules()], suspect="mode-not-restored")


class Doubling(nn.Module):
    """A model that shows whether its hooks ran."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 2)
        nn.init.normal_(self.layer.weight)

    def forward(self, x):
        return self.layer(x)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("samples", [1, 4])
@pytest.mark.usefixtures("device")
def test_run_output(subject, observe, samples):
    """run returns the model's output, with its graph"""
    model, x = Doubling(), torch.randn(samples, 3)
    with observe.unmodified(x=x, model=model):
        result = subject.run(model, x)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("samples", [1, 4])
def test_run_hooks(subject, observe, samples):
    """run has the model's forward hooks run, once each"""
    model, ran = Doubling(), []
    model.register_forward_pre_hook(lambda module, args: ran.append("before"))
    model.register_forward_hook(lambda module, args, output: (ran.append("after"), output * 2)[1])
    result = subject.run(model, torch.randn(samples, 3))
    observe("a hook ran", bool(ran), suspect="bypassed-call")
    observe("hooks that ran", ran)
    observe("result", result)
