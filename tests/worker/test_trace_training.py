"""trace_training: what it sees of right and wrong loops, and that it changes nothing of them."""

import copy
import math

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from tensorgrade.probes import trace_training
from tensorgrade.worker.devices import lacking
from tensorgrade.worker.probes.trace_training.gradients import is_zero
from tensorgrade.worker.probes.trace_training.watcher import is_finite

F = nn.functional


class Loop:
    """A small classifier, its optimizer and a loader over ten samples, all from one seed."""

    def __init__(self, rate=0.1):
        generator = torch.Generator().manual_seed(1)
        self.x, self.y = torch.randn(10, 4, generator=generator), torch.randint(0, 3, (10,), generator=generator)
        self.model = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3))
        with torch.no_grad():
            for parameter in self.model.parameters():
                parameter.copy_(torch.randn(parameter.shape, generator=generator))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=rate)
        self.loader = DataLoader(TensorDataset(self.x, self.y), batch_size=4)
        self.kept = []

    def loss(self, x, y):
        return F.cross_entropy(self.model(x), y)

    def step(self, x, y):
        """A right step."""
        self.optimizer.zero_grad()
        loss = self.loss(x, y)
        loss.backward()
        self.optimizer.step()
        return loss

    def trace(self, step, split="training"):
        """The trace of one epoch of steps."""
        with trace_training({split: (self.x, self.y)}) as trace:
            for x, y in self.loader:
                step(self, x, y)
        return trace


def right(loop, x, y):
    loop.step(x, y)


def cleared_in_between(loop, x, y):
    loss = loop.loss(x, y)
    loop.optimizer.zero_grad()
    loss.backward()
    loop.optimizer.step()


def set_to_none(loop, x, y):
    loss = loop.loss(x, y)
    for parameter in loop.model.parameters():
        parameter.grad = None
    loss.backward()
    loop.optimizer.step()


def with_grad(loop, x, y):
    parameters = list(loop.model.parameters())
    for parameter, gradient in zip(parameters, torch.autograd.grad(loop.loss(x, y), parameters), strict=True):
        parameter.grad = gradient
    loop.optimizer.step()


def closure(loop, x, y):
    def compute():
        loop.optimizer.zero_grad()
        loss = loop.loss(x, y)
        loss.backward()
        return loss

    loop.optimizer.step(compute)


def clipped(loop, x, y):
    loop.optimizer.zero_grad()
    loop.loss(x, y).backward()
    nn.utils.clip_grad_norm_(loop.model.parameters(), 0.01)
    loop.optimizer.step()


def parts_by_hand(loop, x, y):
    loop.optimizer.zero_grad()
    logits = loop.model[2](loop.model[1](loop.model[0](x)))
    F.cross_entropy(logits, y).backward()
    loop.optimizer.step()


RIGHT = [right, cleared_in_between, set_to_none, with_grad, closure, clipped, parts_by_hand]


@pytest.mark.parametrize("step", RIGHT)
def test_a_right_loop_shows_no_fault(step):
    trace = Loop().trace(step)
    assert [one.gradients for one in trace.steps] == ["fresh"] * 3 == ["fresh"] * trace.steps_made
    assert not trace.order_is_wrong() and not trace.parameters_not_held() and not trace.misaligned()
    assert (trace.passes_through_a_graph, trace.graphs_together, trace.graphs_retained) == (1, 1, 0)
    assert trace.largest_kept() == 0 and not trace.diverged() and not trace.gives_probabilities()
    assert trace.epochs(10) == [tuple(range(10))] and trace.splits_of(trace.learning) == {"training"}
    assert [seen.size for seen in trace.learning] == [4, 4, 2] and trace.moves_in_the_loop() == 0


def never_cleared(loop, x, y):
    loop.loss(x, y).backward()
    loop.optimizer.step()


def cleared_before_the_step(loop, x, y):
    loop.loss(x, y).backward()
    loop.optimizer.zero_grad()
    loop.optimizer.step()


def zeroed_before_the_step(loop, x, y):
    loop.loss(x, y).backward()
    loop.optimizer.zero_grad(set_to_none=False)
    loop.optimizer.step()


def before_backward(loop, x, y):
    loop.optimizer.zero_grad()
    loss = loop.loss(x, y)
    loop.optimizer.step()
    loss.backward()


def two_times(loop, x, y):
    loop.optimizer.zero_grad()
    loss = loop.loss(x, y)
    loss.backward(retain_graph=True)
    torch.autograd.backward(loss)
    loop.optimizer.step()


@pytest.mark.parametrize(
    ("step", "gradients", "is_wrong"),
    [
        (never_cleared, ["fresh", "stale", "stale"], False),
        (cleared_before_the_step, ["cleared"] * 3, True),
        (zeroed_before_the_step, ["cleared"] * 3, True),
        (before_backward, ["none", "cleared", "cleared"], True),
        (two_times, ["twice"] * 3, False),
    ],
)
def test_what_a_step_finds(step, gradients, is_wrong):
    trace = Loop().trace(step)
    assert [one.gradients for one in trace.steps] == gradients
    assert trace.order_is_wrong() == is_wrong
    assert trace.passes_through_a_graph == (2 if step is two_times else 1)


def test_the_order_of_the_calls_is_told():
    assert [one.order for one in Loop().trace(right).steps] == ["ZFLBS"] * 3
    trace = Loop().trace(before_backward)
    assert [one.order for one in trace.steps] == ["ZFLS", "BZFLS", "BZFLS"] and trace.rest == "B"
    assert [type(loader) for loader in trace.loaders] == [DataLoader]


def test_sizes_of_updates():
    loop = Loop(rate=0.25)
    (first, *_) = loop.trace(right).steps
    assert (first.rate, first.is_finite) == (0.25, True) and 0 < first.size < 1
    assert all(one.size == 0 for one in Loop(rate=0.0).trace(right).steps)


def kept(loop, x, y):
    loop.kept.append(loop.step(x, y))


def kept_as_numbers(loop, x, y):
    loop.kept.append(loop.step(x, y).detach())


def retained(loop, x, y):
    loop.optimizer.zero_grad()
    loop.kept = loop.loss(x, y)
    loop.kept.backward(retain_graph=True)
    loop.optimizer.step()


def test_graphs_that_stay_alive():
    assert [one.kept for one in Loop().trace(kept).steps] == [0, 1, 2]
    assert Loop().trace(kept_as_numbers).largest_kept() == 0
    trace = Loop().trace(retained)
    assert (trace.graphs_retained, trace.largest_kept()) == (1, 0)


@pytest.mark.parametrize(("held", "together"), [(True, 3), (False, 1)])
def test_graphs_that_are_alive_together(held, together):
    loop, losses = Loop(), []
    with trace_training() as trace:
        for x, y in loop.loader:
            losses.append(loop.loss(x, y))
            if not held:
                losses.pop().backward()
        if held:
            torch.stack(losses).sum().backward()
        loop.optimizer.step()
    assert (trace.graphs_together, trace.steps[0].gradients) == (together, "fresh")


def test_parameters_that_no_optimizer_holds():
    loop = Loop()
    loop.optimizer = torch.optim.SGD(loop.model[2].parameters(), lr=0.1)
    assert loop.trace(right).parameters_not_held() == ["0.weight", "0.bias"]
    loop = Loop()
    loop.model[0].requires_grad_(False)
    assert loop.trace(right).parameters_not_held() == []
    loop.optimizer = torch.optim.SGD(Loop().model.parameters(), lr=0.1)
    trace = loop.trace(right)
    assert trace.parameters_not_held() == ["2.weight", "2.bias"]
    assert {one.gradients for one in trace.steps} == {"foreign"} and not trace.order_is_wrong()


def test_labels_beside_other_samples():
    loop = Loop()
    loop.y = torch.arange(10) % 3
    loop.loader = DataLoader(TensorDataset(loop.x, loop.y), batch_size=5)
    assert loop.trace(lambda loop, x, y: loop.step(x, y)).misaligned() == 0
    shifted = loop.trace(lambda loop, x, y: loop.step(x, y.roll(1)))
    assert shifted.misaligned() > 5
    one_hot = loop.trace(lambda loop, x, y: loop.step(x, F.one_hot(y, 3).float()))
    assert one_hot.misaligned() == 0 and one_hot.losses[0].labels == (0, 1, 2, 0, 1)


def test_images_are_told_whatever_normalised_them():
    images, labels = torch.rand(6, 1, 12, 12), torch.arange(6)
    model = nn.Sequential(nn.Flatten(), nn.Linear(144, 2))
    with trace_training({"training": (images[:4], labels[:4]), "test": (images[4:], labels[4:])}) as trace:
        model((images[[3, 0]] - 0.3) / 0.2).sum().backward()
        model.eval()
        with torch.no_grad():
            model(images[[5, 4]])
            model(torch.rand(1, 1, 12, 12))
    assert [seen.samples for seen in trace.forwards] == [(3, 0), (5, 4), (-1,)]
    modes = [(seen.training, seen.grad_enabled) for seen in trace.forwards]
    assert modes == [(True, True), (False, False), (False, False)]
    assert trace.splits_of(trace.learning) == {"training"} and trace.splits_of(trace.measuring) == {"test"}


@pytest.mark.parametrize(
    ("loss", "function", "given"),
    [
        (lambda logits, y: F.cross_entropy(logits, y), "cross_entropy", "numbers"),
        (lambda logits, y: nn.CrossEntropyLoss()(logits.softmax(1), y), "cross_entropy", "probabilities"),
        (lambda logits, y: F.nll_loss(logits.log_softmax(1), y), "nll_loss", "log-probabilities"),
        (lambda logits, y: nn.NLLLoss()(logits, y), "nll_loss", "numbers"),
        (lambda logits, y: F.mse_loss(logits, F.one_hot(y, 3).float()), "mse_loss", "numbers"),
    ],
)
def test_what_a_loss_is_given(loss, function, given):
    logits, y = torch.randn(4, 3, requires_grad=True), torch.tensor([0, 2, 1, 1])
    with trace_training() as trace:
        value = loss(logits, y)
    (call,) = trace.losses
    assert (call.function, call.given, call.labels, call.size) == (function, given, (0, 2, 1, 1), 4)
    assert call.value == pytest.approx(value.item()) and call.grad_enabled
    assert trace.gives_probabilities() == (given == "probabilities")
    assert trace.loss_is_another() == ((function, given) == ("nll_loss", "numbers"))
    assert trace.learned_by() == {function}


def test_a_loss_that_is_only_measured_is_not_learned_from():
    with trace_training() as trace, torch.no_grad():
        F.mse_loss(torch.ones(2), torch.zeros(2))
    assert trace.learned_by() == set()


def test_a_sum_is_told_by_its_mean_and_smoothing_with_it():
    logits, y = torch.randn(4, 3), torch.tensor([0, 2, 1, 1])
    with trace_training() as trace:
        F.cross_entropy(logits, y, reduction="sum", label_smoothing=0.1)
    (call,) = trace.losses
    assert call.value == pytest.approx(F.cross_entropy(logits, y, label_smoothing=0.1).item())
    assert (call.smoothing, trace.measures_another_loss()) == (0.1, False)


def test_a_loss_that_runs_away():
    assert Loop(rate=1e4).trace(right).diverged()
    assert not Loop(rate=1e-3).trace(right).diverged()


def with_another_step(loop, x, y):
    loop.step(x, y)
    loop.optimizer.step()


def step_for_the_last_batch(loop, x, y):
    loop.loss(x, y).backward()
    if len(x) == 2:
        loop.optimizer.step()


@pytest.mark.parametrize(("step", "beyond"), [(right, 0), (with_another_step, 3), (step_for_the_last_batch, -2)])
def test_updates_are_counted_beside_batches(step, beyond):
    assert Loop().trace(step).updates_beyond_batches() == beyond


def test_samples_that_are_left_out():
    def first_batch(loop, x, y):
        if loop.x[0] in x:
            loop.step(x, y)

    assert Loop().trace(first_batch).samples_left_out("training") == 6
    assert Loop().trace(right).samples_left_out("training") == 0
    changed = Loop().trace(lambda loop, x, y: loop.step(x[:2] + 1, y[:2]))
    assert changed.samples_left_out("training") == 0  # which samples these are cannot be told


def test_what_is_measured_last():
    loop = Loop()
    with trace_training() as trace:
        loop.step(loop.x, loop.y)
        before = trace.measures_last()
        loop.loss(loop.x, loop.y)
    assert (before, trace.measures_last()) == (False, True)


def test_what_is_not_kept_shows_no_fault(monkeypatch):
    for name in ("trace", "watcher"):
        monkeypatch.setattr(f"tensorgrade.worker.probes.trace_training.{name}.LIMIT", 2)
    trace = Loop().trace(right)
    assert (len(trace.forwards), trace.steps_made) == (2, 3)
    assert (trace.updates_beyond_batches(), trace.samples_left_out("training"), trace.measures_last()) == (0, 0, True)


def test_how_large_updates_are():
    assert 1e-3 < Loop().trace(right).largest_update() < 1 and Loop(rate=1e-7).trace(right).largest_update() < 1e-6


def test_units_that_never_fire():
    loop = Loop()
    with torch.no_grad():
        loop.model[0].bias.fill_(-100.0)
    assert loop.trace(right).dead_share() == 1.0
    assert Loop().trace(right).dead_share() < 0.9


def test_a_model_that_is_moved_in_the_loop():
    def moving(loop, x, y):
        loop.model.to("cpu")
        loop.step(x, y)

    loop = Loop()
    assert loop.trace(moving).moves_in_the_loop() == 2
    with trace_training() as trace:
        loop.model.cpu()
        right(loop, loop.x, loop.y)
    assert (trace.moves, trace.moves_in_the_loop()) == ([0], 0)


def trained(loop):
    """A training with dropout and momentum, and what it leaves."""
    torch.manual_seed(3)
    loop.model.insert(2, nn.Dropout(0.5))
    optimizer = torch.optim.SGD(loop.model.parameters(), lr=0.1, momentum=0.9)
    losses = []
    for x, y in DataLoader(loop.loader.dataset, batch_size=3, shuffle=True):
        optimizer.zero_grad()
        losses.append(loop.loss(x, y))
        losses[-1].backward()
        optimizer.step()
    return [*losses, *loop.model.parameters(), torch.get_rng_state()]


def test_watching_changes_nothing():
    names = {torch.optim.Optimizer: "zero_grad", nn.Module: "to", DataLoader: "__iter__"}
    before = {owner: vars(owner)[name] for owner, name in names.items()}
    plain, loop = trained(Loop()), Loop()
    with trace_training({"training": (loop.x, loop.y)}):
        watched = trained(loop)
    assert all(torch.equal(one, other) for one, other in zip(plain, watched, strict=True))
    assert {owner: vars(owner)[name] for owner, name in names.items()} == before
    assert not any(parameter._backward_hooks for parameter in loop.model.parameters())
    assert not nn.modules.module._global_forward_pre_hooks and not nn.modules.module._global_forward_hooks


def test_an_error_of_the_code_comes_through_and_ends_the_watching():
    loop = Loop()
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"), trace_training() as trace:
        loop.step(torch.ones(2, 5), loop.y[:2])
    right(loop, loop.x, loop.y)
    assert len(trace.forwards) == 1 and not trace.steps


def test_a_long_run_is_counted_and_not_kept():
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    with trace_training() as trace:
        for _ in range(450):
            optimizer.zero_grad()
            F.mse_loss(model(torch.ones(1, 1)), torch.ones(1, 1)).backward()
            optimizer.step()
    assert trace.steps_made == 450
    assert len(trace.steps) == len(trace.forwards) == len(trace.losses) == 400


def test_a_copy_that_is_measured_is_no_fault():
    def measured(loop, x, y):
        loop.step(x, y)
        with torch.no_grad():
            copy.deepcopy(loop.model).eval()(x)

    trace = Loop().trace(measured)
    assert trace.parameters_not_held() == [] and [one.gradients for one in trace.steps] == ["fresh"] * 3


@pytest.mark.skipif(bool(lacking("sim")), reason="torch cannot have the simulated accelerator")
def test_a_model_that_changes_its_device_is_watched_on():
    loop = Loop()
    loop.model.to("sim")
    with trace_training() as trace:
        for place in ("sim", "cpu", "sim"):
            loop.model.to(place)
            right(loop, loop.x.to(place), loop.y.to(place))
    assert [seen.device for seen in trace.forwards] == ["sim", "cpu", "sim"]
    assert ([one.gradients for one in trace.steps], trace.moves_in_the_loop()) == (["fresh"] * 3, 2)


def test_gradients_whose_sum_is_zero_are_not_zero():
    assert not is_zero(torch.tensor([1.0, -1.0]))
    assert is_zero(torch.zeros(2))


def test_gradients_whose_sum_is_not_finite_may_be_finite():
    assert is_finite(torch.tensor([3e38, 3e38]))
    assert not is_finite(torch.tensor([1.0, float("nan")]))
    assert not is_finite(torch.tensor([float("inf"), -float("inf")]))


def test_what_went_back_is_noted():
    loop, seen = Loop(), []

    def step(loop, x, y):
        seen.append(loop.step(x, y).item())

    trace = loop.trace(step)
    assert trace.went_back == pytest.approx(seen)
    assert len(seen) == 3


def test_of_what_is_not_one_number_nothing_is_noted():
    loop = Loop()
    with trace_training() as trace:
        loss = loop.loss(loop.x, loop.y)
        torch.autograd.backward([loss, 2 * loss])
        torch.autograd.grad(outputs=loop.loss(loop.x, loop.y), inputs=list(loop.model.parameters()))
    assert len(trace.went_back) == 2
    assert all(map(math.isnan, trace.went_back))
