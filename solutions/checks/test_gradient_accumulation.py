"""Hidden checks of exercise 7."""

import pytest
import torch
from torch import nn

from tensorgrade.probes import count_backward_passes, plain_numbers, spy_on_model, spy_on_optimizer, trace_training


def curves(count, shape):
    """Random losses of a tensor of any shape; none is a polynomial."""
    factors = torch.rand(count, *shape, dtype=torch.float64) + 0.5
    return [lambda w, a=a: (torch.sin(a * w) + a * w**2).sum() for a in factors]


def leaf(shape, stale=None):
    """A leaf that requires grad, with one number all over its .grad."""
    w = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    if stale is not None:
        w.grad = torch.full(shape, stale, dtype=torch.float64)
    return w


@pytest.mark.points(1)
@pytest.mark.parametrize("stale", [None, 7.0])
@pytest.mark.parametrize("shape", [(), (2, 3), (1, 4)])
@pytest.mark.usefixtures("device")
def test_fresh_gradient_of_other_shapes(subject, observe, stale, shape):
    """fresh_gradient takes a w of any shape"""
    w, (loss_fn,) = leaf(shape, stale), curves(1, shape)
    observe("result", subject.fresh_gradient(loss_fn, w), graph=False)
    observe("w.grad afterwards", w.grad, graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("stale", [float("inf"), float("nan"), -1e30])
def test_fresh_gradient_over_and_over(subject, observe, stale):
    """fresh_gradient gives the same answer each time, and forgets infinite and huge numbers too"""
    w, (loss_fn,) = leaf((3,), stale), curves(1, (3,))
    values = w.detach().clone()
    for i in range(3):
        observe(f"result {i}", subject.fresh_gradient(loss_fn, w), graph=False)
    observe("w keeps its values", torch.equal(values, w.detach()), suspect="input-modified")
    observe("w.requires_grad", w.requires_grad, suspect="requires-grad-changed")


@pytest.mark.points(1)
@pytest.mark.parametrize("count", [1, 3, 6])
@pytest.mark.parametrize("shape", [(), (2, 3)])
@pytest.mark.usefixtures("device")
def test_sum_gradients_of_other_shapes(subject, observe, count, shape):
    """sum_gradients takes a w of any shape and leaves its values alone"""
    w, loss_fns = leaf(shape, 5.0), curves(count, shape)
    values = w.detach().clone()
    observe("result", subject.sum_gradients(loss_fns, w), graph=False)
    observe("w keeps its values", torch.equal(values, w.detach()), suspect="input-modified")


@pytest.mark.points(1)
@pytest.mark.parametrize("times", [2, 3])
def test_sum_gradients_of_equal_losses(subject, observe, times):
    """sum_gradients counts a loss as often as it stands in the list, with one backward each time"""
    w, loss_fns = leaf((4,)), curves(2, (4,))
    with count_backward_passes(w) as passes:
        result = subject.sum_gradients(loss_fns * times, w)
    observe("result", result, graph=False)
    observe("number of backward passes", len(passes))


class Moody(nn.Module):
    """A layer that computes something else in eval mode."""

    def forward(self, x):
        return 2 * x if self.training else x.tanh()


def cubes(prediction, target):
    """A loss that is no library's."""
    return (prediction - target).abs().pow(3).mean()


LOSSES = {"module": nn.L1Loss(), "function": nn.functional.mse_loss, "own": cubes}
OPTIMIZERS = {
    "adam": lambda parameters: torch.optim.Adam(parameters, lr=0.1),
    "momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.05, momentum=0.9, weight_decay=0.1),
}


def image_model():
    """A model of small images with two outputs, a frozen layer and a layer that depends on the mode."""
    layers = [nn.Linear(before, after, dtype=torch.float64) for before, after in ((6, 5), (5, 4), (4, 2))]
    model = nn.Sequential(nn.Flatten(), layers[0], Moody(), layers[1], nn.Tanh(), layers[2])
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    model[1].requires_grad_(False)
    return model


def batch(samples):
    """Images and targets."""
    return torch.randn(samples, 1, 2, 3, dtype=torch.float64), torch.randn(samples, 2, dtype=torch.float64)


def weights(model):
    """The parameters as plain tensors."""
    return [parameter.detach() for parameter in model.parameters()]


@pytest.mark.points(2)
@pytest.mark.parametrize("loss", ["module", "function", "own"])
@pytest.mark.parametrize(("samples", "size"), [(8, 3), (6, 3), (1, 2)])
@pytest.mark.usefixtures("device")
def test_accumulated_step_of_images(subject, observe, loss, samples, size):
    """accumulated_step takes any mean loss, inputs of more dimensions, and a frozen layer"""
    model, (x, y) = image_model(), batch(samples)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    subject.accumulated_step(model, LOSSES[loss], optimizer, x, y, size)
    observe("parameters after the step", weights(model))


@pytest.mark.points(2)
@pytest.mark.parametrize("kind", ["adam", "momentum"])
@pytest.mark.parametrize(("samples", "size"), [(5, 2), (4, 4)])
@pytest.mark.usefixtures("device")
def test_accumulated_step_of_other_optimizers(subject, observe, kind, samples, size):
    """accumulated_step uses the optimizer that it was given, and its state, over several batches"""
    model, batches = image_model(), [batch(samples) for _ in range(2)]
    optimizer = OPTIMIZERS[kind](model.parameters())
    for x, y in batches:
        subject.accumulated_step(model, cubes, optimizer, x, y, size)
    observe("parameters after the steps", weights(model))


@pytest.mark.points(1)
@pytest.mark.parametrize("loss", ["module", "function", "own"])
@pytest.mark.parametrize(("samples", "size"), [(8, 3), (5, 2), (4, 4)])
def test_accumulated_step_losses(subject, observe, loss, samples, size):
    """accumulated_step returns the mean of any loss, before each update"""
    model, batches = image_model(), [batch(samples) for _ in range(3)]
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    losses = [subject.accumulated_step(model, LOSSES[loss], optimizer, x, y, size) for x, y in batches]
    observe("losses", plain_numbers(losses))


@pytest.mark.points(4)
@pytest.mark.parametrize(("samples", "size"), [(9, 2), (10, 4), (5, 1)])
def test_accumulated_step_never_passes_more(subject, observe, samples, size):
    """accumulated_step keeps to the micro-batch size and to one graph, and steps once, however many parts there are"""
    model, (x, y) = image_model(), batch(samples)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    with spy_on_model(model) as seen, spy_on_optimizer(optimizer) as steps, trace_training() as trace:
        subject.accumulated_step(model, nn.MSELoss(), optimizer, x, y, size)
    within = max((one.samples for one in seen.of()), default=0) <= size
    observe("largest forward pass is small enough", within, suspect="full-batch-forward")
    observe("optimizer steps", steps.steps, suspect="missing-step")
    observe("graphs are kept for another backward", trace.graphs_retained > 0, suspect="graph-retained")
    observe("graphs of micro-batches alive at a time", trace.graphs_together, suspect="graphs-held-together")


@pytest.mark.points(1)
@pytest.mark.parametrize("training", [True, False])
def test_accumulated_step_in_the_mode_found(subject, observe, training):
    """accumulated_step runs the model in the mode that it finds"""
    model, (x, y) = image_model().train(training), batch(7)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    subject.accumulated_step(model, nn.MSELoss(), optimizer, x, y, 3)
    observe("parameters after the step", weights(model))
    observe("model.training afterwards", model.training, suspect="mode-not-restored")
