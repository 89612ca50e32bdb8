"""Hidden checks of exercise 8."""

import zlib

import pytest
import torch
from torch import nn


def fill(model, by_name=False, times=1.0):
    """Give each parameter numbers that follow from its shape alone, or from its name, whatever its place."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            seed = zlib.crc32(f"{tuple(parameter.shape)} {name if by_name else ''}".encode())
            parameter.copy_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(seed)) * times)


def shapes(model):
    """The shapes of all parameters, sorted."""
    return sorted(tuple(parameter.shape) for parameter in model.parameters())


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [(5, 7, 3), (1, 1, 1), (2, 9, 1)])
@pytest.mark.parametrize("training", [True, False])
def test_simple_net_in_double(subject, observe, device, dims, training):
    """SimpleNet can be moved to another dtype, and computes the same in train and eval mode"""
    x = torch.randn(8, dims[0], dtype=torch.float64)
    model = subject.SimpleNet(*dims).double().to(device).train(training)
    fill(model, by_name=True)
    observe("result", model(x))
    observe("result on one row", model(x[:1]))


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [(3, 4, 2), (4, 4, 4)])
def test_simple_net_twice(subject, observe, dims):
    """SimpleNet gives each network its own layers, and takes the state_dict of another"""
    x = torch.randn(5, dims[0])
    one, other, copy = (subject.SimpleNet(*dims) for _ in range(3))
    fill(one, by_name=True)
    fill(other, by_name=True, times=-0.5)
    copy.load_state_dict(one.state_dict())
    observe("results", [one(x), other(x), copy(x)])
    observe("names", sorted(one.state_dict()))


def observe_first_weights(observe, model):
    """Whether units begin alike, and with weights of the size that a layer of so many inputs begins with.

    The widths of the model shrink, so the larger dimension of a weight is that of its inputs.
    """
    layers = {str(tuple(weight.shape)): weight.detach() for weight in model.parameters() if weight.dim() == 2}
    observe("shapes of the parameters", shapes(model))
    equal = {
        name: any(torch.unique(weight, dim=dim).shape[dim] < weight.shape[dim] for dim in (0, 1))
        for name, weight in layers.items()
    }
    observe("units that begin alike", equal, suspect="symmetric-weights")
    sizes = {name: weight.square().mean().item() ** 0.5 * max(weight.shape) ** 0.5 for name, weight in layers.items()}
    told = {name: "tiny" if size < 0.05 else "huge" if size > 8 else "ordinary" for name, size in sizes.items()}
    observe("size of the first weights", told, suspect="badly-scaled-weights")


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [(784, 128, 10), (400, 100, 20)])
def test_simple_net_first_weights(subject, observe, dims):
    """SimpleNet begins with random weights of ordinary size"""
    observe_first_weights(observe, subject.SimpleNet(*dims))


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [(784, 128, 10), (400, 100, 60, 20)])
def test_deep_net_first_weights(subject, observe, dims):
    """DeepNet begins with random weights of ordinary size"""
    observe_first_weights(observe, subject.DeepNet(dims))


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [[4, 4, 4, 4], [1, 1], [3, 3, 3], [2, 6, 6, 6, 6, 6, 1]])
def test_deep_net_of_equal_widths(subject, observe, dims):
    """DeepNet has a layer of its own for each step, however many, equal ones too"""
    x = torch.randn(6, dims[0])
    model = subject.DeepNet(dims)
    fill(model)
    observe("shapes of the parameters", shapes(model))
    observe("result", model(x))


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [[3, 5, 2], (5, 2), [2, 4, 3, 6]])
def test_deep_net_converts_and_saves(subject, observe, device, dims):
    """DeepNet can be moved to another dtype, saved and loaded, and computes the same in eval mode"""
    x = torch.randn(4, dims[0], dtype=torch.float64)
    model, twin = subject.DeepNet(dims).double().to(device), subject.DeepNet(dims).double().to(device).eval()
    fill(model, times=0.7)
    twin.load_state_dict(model.state_dict())
    observe("results", [model(x), twin(x)])


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [[3, 4, 5, 2], [6, 4, 3]])
def test_deep_net_learns(subject, observe, device, dims):
    """DeepNet is trained as a whole by an optimizer over its parameters"""
    x, y = torch.randn(9, dims[0], dtype=torch.float64), torch.randn(9, dims[-1], dtype=torch.float64)
    model = subject.DeepNet(dims).double().to(device)
    fill(model, times=0.5)
    observe("the model has parameters", bool(shapes(model)), suspect="unregistered-parameters")
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for i in range(3):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        observe(f"loss {i}", loss)
        loss.backward()
        optimizer.step()
    observe("parameters", sorted((p.detach() for p in model.parameters()), key=lambda p: tuple(p.shape)))


@pytest.mark.points(1)
@pytest.mark.parametrize("dims", [(), (3,), [1]])
def test_deep_net_refuses_when_built(subject, observe, dims):
    """DeepNet raises its ValueError when it is built, for lists and for tuples"""
    with observe.raises("exception"):
        subject.DeepNet(dims)
    observe("result of a net with two dims", subject.DeepNet((3, 2))(torch.zeros(4, 3)), values=False)


class Odd(nn.Module):
    """Parameters that are no layer's: one of no dimensions, some in containers."""

    def __init__(self, width):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(2.0))
        self.table = nn.Parameter(torch.randn(2, 3, width))
        self.parts = nn.ParameterList([torch.randn(width), torch.randn(width), torch.randn(1)])
        self.named = nn.ParameterDict({"a": torch.randn(width, 2)})
        self.layers = nn.ModuleList([nn.Embedding(5, width), nn.Conv1d(1, 2, 3, bias=False), nn.BatchNorm1d(width)])
        self.layers.append(self.layers[0])
        self.parts[0].requires_grad_(False)
        self.layers[2].bias.requires_grad_(False)


@pytest.mark.points(1)
@pytest.mark.parametrize("width", [3, 6])
def test_count_parameters_of_no_layer(subject, observe, width):
    """count_parameters counts parameters that belong to no layer, and those of one number"""
    model = Odd(width)
    observe("result", subject.count_parameters(model))
    observe("result for the trainable ones", subject.count_parameters(model, trainable_only=True))


@pytest.mark.points(1)
@pytest.mark.parametrize("width", [2, 5])
def test_count_parameters_again(subject, observe, width):
    """count_parameters follows a model that is frozen and thawed, and gives 0 for one without parameters"""
    model = nn.Sequential(nn.Linear(width, 3), nn.ReLU(), nn.Linear(3, 1))
    counts = [subject.count_parameters(model, True)]
    for frozen in (True, False):
        model[0].requires_grad_(not frozen)
        counts.append(subject.count_parameters(model, True))
        counts.append(subject.count_parameters(model, False))
    observe("results", counts)
    observe("results for no parameters", [subject.count_parameters(nn.ReLU(), flag) for flag in (True, False)])


@pytest.mark.points(1)
@pytest.mark.parametrize("width", [3, 6])
def test_freeze_parameters_of_no_layer(subject, observe, width):
    """freeze reaches parameters that belong to no layer, and keeps those that are frozen already"""
    model = Odd(width)
    before = list(model.parameters())
    result = subject.freeze(model)
    observe("the result is the same module", result is model)
    observe("requires_grad", [p.requires_grad for p in before], suspect="requires-grad-changed")
    kept = all(one is other for one, other in zip(before, model.parameters(), strict=True))
    observe("the same Parameter objects", kept, suspect="replaced-parameter")
    observe("buffers", dict(model.named_buffers()))


@pytest.mark.points(1)
@pytest.mark.parametrize("samples", [2, 5])
def test_freeze_a_part(subject, observe, samples):
    """freeze of a part leaves the rest of the model to be trained, and gradients flow through the part"""
    x = torch.randn(samples, 3, requires_grad=True)
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
    fill(model, by_name=True)
    result = subject.freeze(model[0])
    observe("the result is the same module", result is model[0])
    model(x).sum().backward()
    observe("gradients", [p.grad for p in model.parameters()])
    observe("x.grad", x.grad, suspect="missing-gradient")


class Answers(nn.Module):
    """A model with batch norm whose output is a tensor, a tuple or a dict."""

    def __init__(self, kind):
        super().__init__()
        self.kind = kind
        self.layer = nn.Linear(3, 2)
        self.norm = nn.BatchNorm1d(2)
        fill(self, by_name=True)

    def forward(self, x):
        y = self.norm(self.layer(x))
        return {"tensor": y, "tuple": (y, x), "dict": {"y": y, "n": len(x)}}[self.kind]


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["tensor", "tuple", "dict"])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.usefixtures("device")
def test_run_once(subject, observe, kind, training):
    """run calls the model once, in the mode that it finds, and returns whatever the model gives"""
    x, model, ran = torch.randn(4, 3), Answers(kind).train(training), []
    model.layer.register_forward_hook(lambda module, args, output: ran.append("child"))
    observe("result", subject.run(model, x))
    observe("calls of the child", len(ran))
    observe("buffers", dict(model.named_buffers()))
    observe("model.training", model.training, suspect="mode-not-restored")


@pytest.mark.points(1)
@pytest.mark.parametrize("samples", [1, 4])
@pytest.mark.usefixtures("device")
def test_run_keeps_the_graph(subject, observe, samples):
    """run lets gradients through to the parameters and to x, past a hook that changes what goes in"""
    x, model = torch.randn(samples, 3, requires_grad=True), nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
    fill(model, by_name=True)
    model.register_forward_pre_hook(lambda module, args: (args[0] * 2,))
    result = observe("result", subject.run(model, x))
    result.pow(2).sum().backward()
    observe("gradients", [p.grad for p in model.parameters()], suspect="missing-gradient")
    observe("x.grad", x.grad, suspect="missing-gradient")
