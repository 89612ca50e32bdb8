"""Public checks of exercise 7."""

import copy

import pytest
import torch
from torch import nn

from tensorgrade.probes import count_backward_passes, spy_on_model, spy_on_optimizer, trace_training


def losses(count, d):
    """Random quadratic losses of a vector."""
    weights = torch.rand(count, d, dtype=torch.float64) + 0.5
    targets = torch.randn(count, d, dtype=torch.float64)
    return [lambda w, a=a, t=t: (a * (w - t) ** 2).sum() for a, t in zip(weights, targets, strict=True)]


def leaf(d, stale):
    """A leaf that requires grad, with what an earlier backward left in .grad."""
    w = torch.randn(d, dtype=torch.float64, requires_grad=True)
    if stale == "numbers":
        w.grad = torch.randn(d, dtype=torch.float64)
    elif stale == "NaN":
        w.grad = torch.full((d,), float("nan"), dtype=torch.float64)
    return w


def sums_with_old(w, loss_fns):
    """What comes out where the gradient of losses is added to the one that w holds; None where w holds none."""
    point = w.detach().clone().requires_grad_()
    return None if w.grad is None else w.grad + torch.autograd.grad(sum(f(point) for f in loss_fns), point)[0]


def observe_gradient(observe, result, sums):
    """A gradient, and whether an old one is part of it."""
    is_stale = isinstance(result, torch.Tensor) and sums is not None and result.shape == sums.shape
    is_stale = is_stale and torch.allclose(result.detach().to(sums), sums, equal_nan=True)
    observe("result", result, graph=False, suspect="stale-gradient" if is_stale else None)


@pytest.mark.points(1)
@pytest.mark.parametrize("stale", ["nothing", "numbers"])
@pytest.mark.parametrize("d", [4, 1])
@pytest.mark.usefixtures("device")
def test_fresh_gradient_values(subject, observe, stale, d):
    """fresh_gradient returns the gradient of the loss alone, whatever w.grad holds"""
    w, (loss_fn,) = leaf(d, stale), losses(1, d)
    sums = sums_with_old(w, [loss_fn])
    observe_gradient(observe, subject.fresh_gradient(loss_fn, w), sums)
    observe("w.grad afterwards", w.grad, graph=False)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("d", [3, 2])
def test_fresh_gradient_over_nan(subject, observe, d):
    """fresh_gradient ignores a NaN in w.grad"""
    w, (loss_fn,) = leaf(d, "NaN"), losses(1, d)
    sums = sums_with_old(w, [loss_fn])
    observe_gradient(observe, subject.fresh_gradient(loss_fn, w), sums)
    observe("w.grad afterwards", w.grad, graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("stale", ["nothing", "numbers"])
def test_fresh_gradient_again(subject, observe, stale):
    """fresh_gradient gives each of several losses its own gradient, and leaves w a leaf with its values"""
    w = leaf(3, stale)
    for i, loss_fn in enumerate(losses(3, 3)):
        result = subject.fresh_gradient(loss_fn, w)
        observe(f"result {i}", result, graph=False)
        observe(f"w.grad {i}", w.grad, graph=False)
    observe("w", w)
    observe("w is a leaf", w.is_leaf)


@pytest.mark.points(1)
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.usefixtures("device")
def test_sum_gradients_values(subject, observe, count):
    """sum_gradients returns the gradient of the sum of the losses"""
    w = leaf(4, "nothing")
    observe("result", subject.sum_gradients(losses(count, 4), w), graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("stale", ["numbers", "NaN"])
def test_sum_gradients_stale(subject, observe, stale):
    """sum_gradients ignores an old w.grad, and can be called again"""
    w, loss_fns = leaf(3, stale), losses(3, 3)
    sums = sums_with_old(w, loss_fns)
    observe_gradient(observe, subject.sum_gradients(loss_fns, w), sums)
    observe("second result", subject.sum_gradients(losses(2, 3), w), graph=False)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("count", [2, 4])
def test_sum_gradients_one_backward_each(subject, observe, count):
    """sum_gradients runs one backward for each loss"""
    w = leaf(3, "nothing")
    with count_backward_passes(w) as passes:
        result = subject.sum_gradients(losses(count, 3), w)
    observe("result", result, graph=False)
    observe("number of backward passes", len(passes))


DOUBLE = {"dtype": torch.float64}


class Problem:
    """A model, a loss and a batch whose size the micro-batch size may or may not divide."""

    def __init__(self, kind, samples, lr=0.1):
        if kind == "regression":
            self.model = nn.Sequential(nn.Linear(3, 5, **DOUBLE), nn.Tanh(), nn.Linear(5, 1, **DOUBLE))
            self.loss_fn = nn.functional.mse_loss
            self.y = torch.randn(samples, 1, dtype=torch.float64)
        else:
            self.model = nn.Sequential(nn.Linear(3, 4, **DOUBLE), nn.ReLU(), nn.Linear(4, 3, **DOUBLE))
            self.loss_fn = nn.CrossEntropyLoss()
            self.y = torch.randint(0, 3, (samples,))
        for parameter in self.model.parameters():
            nn.init.normal_(parameter)
        self.x = torch.randn(samples, 3, dtype=torch.float64)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=lr)
        self.before = copy.deepcopy(self.model)

    def make_stale(self):
        """Leave gradients of earlier work behind."""
        for parameter in self.model.parameters():
            parameter.grad = torch.randn_like(parameter)

    def step(self, subject, micro_batch_size):
        """Call the function under grading."""
        return subject.accumulated_step(self.model, self.loss_fn, self.optimizer, self.x, self.y, micro_batch_size)

    @property
    def weights(self):
        """The parameters as plain tensors."""
        return [parameter.detach() for parameter in self.model.parameters()]

    @property
    def has_moved(self):
        """Whether any parameter is another one than before."""
        pairs = zip(self.before.parameters(), self.weights, strict=True)
        return any(not torch.equal(old, new) for old, new in pairs)

    def losses(self, model, size):
        """The mean loss of a model on each micro-batch, and the number of its samples."""
        parts = zip(self.x.split(size), self.y.split(size), strict=True)
        return [(self.loss_fn(model(x), y), len(x)) for x, y in parts]

    def is_unweighed(self, size):
        """Whether the step went by the plain sum, or the plain mean, of what the micro-batches give."""
        if size == 1:
            return False  # the mean of one sample is its sum, and may be divided by its size
        losses, old = [loss for loss, _ in self.losses(self.before, size)], list(self.before.parameters())
        gradients = torch.cat([gradient.flatten() for gradient in torch.autograd.grad(sum(losses), old)])
        moved = torch.cat([(was - now).detach().flatten() for was, now in zip(old, self.weights, strict=True)])
        step, uneven = moved / self.optimizer.param_groups[0]["lr"], len(self.x) % size > 0
        return torch.allclose(step, gradients) or (uneven and torch.allclose(step * len(losses), gradients))


def observe_a_sign(observe, name, is_seen, suspect):
    """Whether a sign of a mistake is seen; the mistake is suspected where it is."""
    observe(name, is_seen, suspect=suspect if is_seen else None)


def mean_of(parts):
    """The mean loss of all samples, from the means of micro-batches and the numbers of their samples."""
    return sum(mean * count for mean, count in parts) / sum(count for _, count in parts)


def is_number(given, number):
    """Whether what was given is a certain number."""
    return isinstance(given, float | torch.Tensor) and abs(float(given) - float(number)) < 1e-9


@pytest.mark.points(1.5)
@pytest.mark.parametrize(("samples", "size"), [(8, 4), (7, 3)])
def test_accumulated_step_in_small_passes(subject, observe, samples, size):
    """accumulated_step makes one optimizer step, and has one micro-batch at a time in a forward pass and in memory"""
    problem = Problem("classification", samples)
    with (
        spy_on_model(problem.model) as model,
        spy_on_optimizer(problem.optimizer) as optimizer,
        trace_training() as trace,
    ):
        problem.step(subject, size)
    observe(
        "largest forward pass is small enough",
        max((seen.samples for seen in model.of()), default=0) <= size,
        suspect="full-batch-forward",
    )
    observe("optimizer steps", optimizer.steps, suspect="missing-step")
    observe("the step finds no gradients", trace.order_is_wrong(), suspect="step-order")
    observe("backward passes through one graph", trace.passes_through_a_graph, suspect="backward-twice")
    observe("graphs are kept for another backward", trace.graphs_retained > 0, suspect="graph-retained")
    observe("graphs of micro-batches alive at a time", trace.graphs_together, suspect="graphs-held-together")
    observe("parameters after the step", problem.weights)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["regression", "classification"])
@pytest.mark.parametrize(("samples", "size"), [(8, 4), (6, 2), (3, 1), (7, 3), (11, 4)])
@pytest.mark.usefixtures("device")
def test_accumulated_step_returns_the_loss(subject, observe, kind, samples, size):
    """accumulated_step returns the mean loss of the whole batch before the update, as a float"""
    problem = Problem(kind, samples)
    loss = problem.step(subject, size)
    with torch.no_grad():
        is_later = problem.has_moved and is_number(loss, mean_of(problem.losses(problem.model, size)))
    observe_a_sign(observe, "it is the loss after the update", is_later, "loss-after-update")
    if samples % size:
        with torch.no_grad():
            means = [mean for mean, _ in problem.losses(problem.before, size)]
        observe_a_sign(observe, "it is the mean of the means", is_number(loss, sum(means) / len(means)), "batch-mean")
    observe("loss", loss)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["regression", "classification"])
@pytest.mark.parametrize(("samples", "size"), [(8, 4), (6, 2), (3, 1)])
@pytest.mark.usefixtures("device")
def test_accumulated_step_of_equal_parts(subject, observe, kind, samples, size):
    """accumulated_step updates the model as a step on the whole batch does"""
    problem = Problem(kind, samples)
    problem.step(subject, size)
    observe_a_sign(observe, "micro-batches are not weighed", problem.is_unweighed(size), "unscaled-accumulation")
    observe("parameters after the step", problem.weights)


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["regression", "classification"])
@pytest.mark.parametrize(("samples", "size"), [(7, 3), (5, 4), (9, 2), (11, 4)])
@pytest.mark.usefixtures("device")
def test_accumulated_step_of_uneven_parts(subject, observe, kind, samples, size):
    """accumulated_step weighs each micro-batch by its size when the last one is smaller"""
    problem = Problem(kind, samples)
    problem.step(subject, size)
    observe_a_sign(observe, "micro-batches are not weighed", problem.is_unweighed(size), "unscaled-accumulation")
    observe("parameters after the step", problem.weights)


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("samples", "size"), [(4, 4), (3, 10)])
def test_accumulated_step_of_one_part(subject, observe, samples, size):
    """accumulated_step takes a micro-batch size as large as the batch, or larger"""
    problem = Problem("regression", samples)
    problem.step(subject, size)
    observe("parameters after the step", problem.weights)


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("samples", "size"), [(8, 4), (7, 3)])
def test_accumulated_step_without_stale_gradients(subject, observe, samples, size):
    """accumulated_step ignores old gradients, call after call"""
    problem = Problem("regression", samples)
    problem.make_stale()
    for i in range(2):
        problem.step(subject, size)
        observe(f"parameters after step {i}", problem.weights)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_accumulated_step_keeps_the_mode(subject, observe, training):
    """accumulated_step does not change the batch or the mode of the model"""
    problem = Problem("classification", 5)
    problem.model.train(training)
    with observe.unmodified(x=problem.x, y=problem.y):
        problem.step(subject, 2)
    observe("parameters after the step", problem.weights)
    observe("model.training afterwards", problem.model.training, suspect="mode-not-restored")
