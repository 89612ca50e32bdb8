"""Public checks of exercise 11."""

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from tensorgrade.probes import BY_BATCHES, kind_of_mean, plain_numbers, spy_on_model, trace_training

DOUBLE = {"dtype": torch.float64}


def network(kind="plain"):
    """A small classifier in float64; `moody` ones behave differently in train and eval mode."""
    middle = nn.BatchNorm1d(5, **DOUBLE) if kind == "moody" else nn.Identity()
    model = nn.Sequential(nn.Linear(3, 5, **DOUBLE), middle, nn.Tanh(), nn.Linear(5, 3, **DOUBLE))
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    return model


def batch(n):
    """Features and labels; as many classes as features."""
    return torch.randn(n, 3, dtype=torch.float64), torch.randint(0, 3, (n,))


def loader(n, size):
    """A loader over n samples in a fixed order, on the CPU as loaders are."""
    return DataLoader(TensorDataset(*(part.cpu() for part in batch(n))), batch_size=size)


def sgd(model, lr=0.2):
    """Plain SGD: gradients of a wrong scale show."""
    return torch.optim.SGD(model.parameters(), lr=lr)


def make_stale(model):
    """Leave gradients of earlier work behind."""
    for parameter in model.parameters():
        parameter.grad = torch.randn_like(parameter)


def watch_steps(optimizer):
    """A list that grows with each step, by the gradients it used; seen afterwards, for a closure runs within."""
    steps = []

    def note(stepped, args, kwargs):
        parameters = [parameter for group in stepped.param_groups for parameter in group["params"]]
        steps.append([None if parameter.grad is None else parameter.grad.clone() for parameter in parameters])

    optimizer.register_step_post_hook(note)
    return steps


def observe_gradients(observe, trace):
    """What the steps found in .grad, but for its numbers."""
    observe("parameters that no optimizer holds", trace.parameters_not_held(), suspect="parameters-not-in-optimizer")
    observe("a step finds no gradients of its batch", trace.order_is_wrong(), suspect="step-order")
    observe("gradients are added twice", trace.steps_that_found("twice") > 0, suspect="backward-twice")
    observe("old gradients are added", trace.steps_that_found("stale", "old") > 0, suspect="stale-gradient")


def weights(model):
    """The parameters as plain tensors."""
    return [parameter.detach() for parameter in model.parameters()]


def observe_mean(observe, name, number, batches):
    """Whether a number weighs batches wrongly, given the (mean, size) of each.

    An accuracy that is so many of all samples counts samples, whatever else it may be equal to.
    """
    kind = kind_of_mean(number, batches) if isinstance(number, float) and batches else ""
    is_count = name.endswith("accuracy") and bool(kind) and is_whole(number * sum(size for _, size in batches))
    observe(f"{name} weighs batches wrongly", kind in BY_BATCHES and not is_count, suspect="batch-mean")


def is_whole(number):
    """Whether a number is whole but for rounding."""
    return abs(number - round(number)) < 1e-3


def observe_epoch(observe, trace, result):
    """What an epoch of training shows beside its numbers."""
    observe("samples that are never learned from", trace.samples_left_out("training"), suspect="dropped-samples")
    observe("the loss gets probabilities", trace.gives_probabilities(), suspect="softmax-before-loss")
    observe_mean(observe, "the result", result, [(call.value, call.size) for call in trace.losses])


def observe_epochs(observe, history, epochs):
    """How many entries a history has, and how they are counted; what is no list of entries is seen as a whole."""
    entries = history if isinstance(history, list) else [{}] * epochs
    numbers = [entry.get("epoch") if isinstance(entry, dict) else None for entry in entries]
    first = numbers[0] if numbers and type(numbers[0]) is int else 1
    is_counted = numbers == list(range(first, first + len(numbers)))
    observe("entries", ["entry"] * len(entries))
    observe("number of the first epoch", first if is_counted else 1, suspect="epoch-off-by-one")


def measured(model, batches, device):
    """The (mean, size) of each batch, of cross-entropies and of hits."""
    losses, hits = [], []
    with torch.no_grad():
        for x, y in batches:
            logits, labels = model(x.to(device)), y.to(device)
            losses.append((LOSSES["function"](logits, labels).item(), len(x)))
            hits.append(((logits.argmax(1) == labels).double().mean().item(), len(x)))
    return {"loss": losses, "accuracy": hits}


LOSSES = {"module": nn.CrossEntropyLoss(), "function": nn.functional.cross_entropy}


@pytest.mark.points(0.5)
@pytest.mark.parametrize("steps", [2, 3])
def test_train_step_steps_once(subject, observe, steps):
    """train_step runs the optimizer once, on the gradient of this batch"""
    model, batches, given = network(), [batch(4) for _ in range(steps)], []
    optimizer = sgd(model)
    seen = watch_steps(optimizer)
    model.register_forward_pre_hook(lambda module, args: given.extend(args[:1]))
    with trace_training() as trace:
        losses = [subject.train_step(model, *each, LOSSES["function"], optimizer) for each in batches]
    is_given = all(any(torch.equal(each.detach(), x) for x, _ in batches) for each in given if torch.is_tensor(each))
    observe("the model is given x as it is", is_given)
    observe("optimizer steps", len(seen), suspect="missing-step")
    observe_gradients(observe, trace)
    observe("the loss gets probabilities", trace.gives_probabilities(), suspect="softmax-before-loss")
    observe("gradients at each step", seen)
    observe("losses", plain_numbers(losses))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("loss", ["module", "function"])
@pytest.mark.parametrize("n", [6, 1])
@pytest.mark.usefixtures("device")
def test_train_step_updates(subject, observe, loss, n):
    """train_step returns the loss before the update, as a float, and updates the model"""
    model = network()
    x, y = batch(n)
    with observe.unmodified(x=x, y=y), trace_training() as trace:
        result = subject.train_step(model, x, y, LOSSES[loss], sgd(model))
    observe("optimizer steps", trace.steps_made, suspect="missing-step")
    observe_gradients(observe, trace)
    observe("loss", result)
    observe("parameters afterwards", weights(model))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("n", [5, 8])
@pytest.mark.usefixtures("device")
def test_train_step_without_stale_gradients(subject, observe, n):
    """train_step ignores old gradients"""
    model = network()
    make_stale(model)
    optimizer = sgd(model)
    with trace_training() as trace:
        loss = subject.train_step(model, *batch(n), LOSSES["module"], optimizer)
    observe("optimizer steps", trace.steps_made, suspect="missing-step")
    observe_gradients(observe, trace)
    observe("loss", plain_numbers(loss))
    observe("parameters after one step", weights(model))
    observe("second loss", plain_numbers(subject.train_step(model, *batch(n), LOSSES["module"], optimizer)))
    observe("parameters after two steps", weights(model))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_train_step_keeps_the_mode(subject, observe, training):
    """train_step does not change the mode of the model"""
    model = network("moody").train(training)
    with spy_on_model(model) as spy:
        result = subject.train_step(model, *batch(6), LOSSES["function"], sgd(model))
    observe("model.training during the step", sorted({seen.training for seen in spy.passes}), suspect="wrong-mode")
    observe("model.training afterwards", model.training, suspect="mode-not-restored")
    observe("loss", plain_numbers(result))


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("n", "size"), [(10, 4), (9, 3)])
def test_train_epoch_updates(subject, observe, device, n, size):
    """train_epoch makes one update for each batch, on the gradient of its batch alone, and keeps no graph of a batch"""
    model, batches = network(), loader(n, size)
    optimizer = sgd(model)
    seen = watch_steps(optimizer)
    with trace_training({"training": batches.dataset.tensors}) as trace:
        result = subject.train_epoch(model, batches, LOSSES["function"], optimizer, torch.device(device))
    observe_epoch(observe, trace, result)
    observe("optimizer steps", len(seen), suspect="missing-step")
    observe_gradients(observe, trace)
    observe("graphs are kept for another backward", trace.graphs_retained > 0, suspect="graph-retained")
    is_kept = isinstance(result, float) and trace.largest_kept() > 1  # a tensor keeps its graph, and is told below
    observe("graphs of earlier batches stay alive", is_kept, suspect="history-kept")
    observe("gradients at each step", seen)
    observe("mean loss", plain_numbers(result))


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "size"), [(10, 4), (7, 3), (5, 8)])
def test_train_epoch_mean(subject, observe, device, n, size):
    """train_epoch returns the mean loss over samples, where a short last batch counts less"""
    model, batches = network(), loader(n, size)
    with trace_training({"training": batches.dataset.tensors}) as trace:
        result = subject.train_epoch(model, batches, LOSSES["module"], sgd(model), device)
    observe_epoch(observe, trace, result)
    observe("mean loss", result)
    observe("parameters afterwards", weights(model))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_train_epoch_mode(subject, observe, device, training):
    """train_epoch trains in train mode, whatever mode it finds"""
    model = network("moody").train(training)
    with spy_on_model(model) as spy:
        result = subject.train_epoch(model, loader(8, 4), LOSSES["module"], sgd(model), device)
    modes = [all(seen.training for seen in spy.of(name)) for name in ("", "1")]
    observe("train mode during each forward pass", modes, suspect="wrong-mode")
    observe("mean loss", plain_numbers(result))
    observe("parameters afterwards", weights(model))


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("n", "size"), [(6, 3), (7, 3)])
def test_train_epoch_without_stale_gradients(subject, observe, n, size):
    """train_epoch ignores old gradients, epoch after epoch"""
    model = network()
    make_stale(model)
    optimizer, batches = sgd(model), loader(n, size)
    for epoch in range(2):
        observe(
            f"mean loss {epoch}",
            plain_numbers(subject.train_epoch(model, batches, LOSSES["function"], optimizer, "cpu")),
        )
        observe(f"parameters after epoch {epoch}", weights(model))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("momentum", [0.9, 0.5])
def test_train_epoch_uses_the_optimizer(subject, observe, device, momentum):
    """train_epoch works with the optimizer that it is given, state and all"""
    model = network()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=momentum)
    losses = [subject.train_epoch(model, loader(8, 3), LOSSES["module"], optimizer, device) for _ in range(2)]
    observe("mean losses", plain_numbers(losses))
    observe("parameters afterwards", weights(model))
    observe("the optimizer kept its state", len(optimizer.state))


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "size"), [(10, 4), (7, 3), (5, 8), (4, 1)])
def test_evaluate_values(subject, observe, device, n, size):
    """evaluate returns loss and accuracy over samples, as floats"""
    model, batches = network(), loader(n, size)
    own = measured(model, batches, device)
    with trace_training({"validation": batches.dataset.tensors}) as trace:
        result = subject.evaluate(model, batches, LOSSES["module"], device)
    places = {place for seen in trace.forwards for place in seen.samples}
    missing = n - len(places) if places and -1 not in places else 0
    observe("samples that are not measured", missing, suspect="dropped-samples")
    observe("the loss gets probabilities", trace.gives_probabilities(), suspect="softmax-before-loss")
    for key, parts in own.items():
        observe_mean(observe, key, result.get(key) if isinstance(result, dict) else None, parts)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_evaluate_mode(subject, observe, device, training):
    """evaluate runs in eval mode and restores the mode"""
    model = network("moody").train(training)
    with spy_on_model(model) as spy:
        result = subject.evaluate(model, loader(7, 3), LOSSES["function"], torch.device(device))
    modes = [any(seen.training for seen in spy.of(name)) for name in ("", "1")]
    observe("train mode during a forward pass", modes, suspect="wrong-mode")
    observe("model.training afterwards", [part.training for part in model.modules()], suspect="mode-not-restored")
    observe("result", plain_numbers(result))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_evaluate_records_no_graph(subject, observe, training):
    """evaluate records no graph"""
    model, graphs = network().train(training), []
    model[-1].register_forward_hook(lambda layer, args, output: graphs.append(output.requires_grad))
    with observe.unmodified(model=model):
        result = subject.evaluate(model, loader(7, 3), LOSSES["module"], "cpu")
    observe("a graph is recorded", any(graphs), suspect="graph-kept")
    observe("result", plain_numbers(result))


class LossError(Exception):
    """Raised by a loss in the middle of an evaluation."""


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_evaluate_after_an_exception(subject, observe, training):
    """evaluate restores the mode after an exception too, and raises that exception"""
    model, labels = network("moody").train(training), []

    def failing(prediction, target):
        labels.extend(target)
        if len(labels) > 3:
            raise LossError("beyond the first batch")
        return nn.functional.cross_entropy(prediction, target)

    observe(
        "result without an exception", plain_numbers(subject.evaluate(model, loader(7, 3), LOSSES["module"], "cpu"))
    )
    model.train(training)
    with observe.raises("exception"):
        subject.evaluate(model, loader(7, 3), failing, "cpu")
    observe("model.training afterwards", [part.training for part in model.modules()], suspect="mode-not-restored")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_evaluate_changes_nothing(subject, observe, device, training):
    """evaluate changes no parameter, buffer or gradient"""
    model = network("moody").train(training)
    make_stale(model)
    with observe.unmodified(model=model):
        result = subject.evaluate(model, loader(7, 3), LOSSES["module"], device)
    observe("result", plain_numbers(result))


@pytest.mark.points(1)
@pytest.mark.parametrize("epochs", [1, 2])
def test_fit_trains_and_evaluates(subject, observe, device, epochs):
    """fit trains on the training loader in train mode and evaluates on the other in eval mode"""
    model = network("moody").eval()
    optimizer = sgd(model)
    steps, train, val = watch_steps(optimizer), loader(10, 5), loader(4, 4)
    data = {"training": train.dataset.tensors, "validation": val.dataset.tensors}
    with spy_on_model(model) as spy, trace_training(data) as trace:
        history = subject.fit(model, train, val, LOSSES["function"], optimizer, epochs, device)
    observe_epochs(observe, history, epochs)
    misused = "validation" in trace.splits_of(trace.learning)
    observe("validation data is learned from", misused, suspect="test-data-misused")
    measured = "validation" in trace.splits_of([seen for seen in trace.forwards if not seen.is_learned_from])
    observe("validation data is measured", measured, suspect="test-data-misused")
    observe("the model that is given runs", bool(spy.passes), suspect="replaced-parameter")
    observe("optimizer steps", len(steps), suspect="missing-step")
    observe_gradients(observe, trace)
    trained = [seen.samples for seen in spy.of("1") if seen.training]
    observe("sizes of the forward passes in train mode", trained, suspect="wrong-mode")
    observe("forward passes in eval mode", len(trained) < len(spy.of("1")), suspect="wrong-mode")
    observe("history", history)


@pytest.mark.points(1)
@pytest.mark.parametrize("epochs", [1, 2])
def test_fit_history(subject, observe, device, epochs):
    """fit returns one dict for each epoch: epoch from 1, train_loss, val_loss, val_accuracy"""
    model = network()
    with trace_training() as trace:
        history = subject.fit(model, loader(10, 4), loader(7, 3), LOSSES["module"], sgd(model), epochs, device)
    observe_epochs(observe, history, epochs)
    first = history[0] if isinstance(history, list) and history and isinstance(history[0], dict) else {}
    for key, is_trained in (("train_loss", True), ("val_loss", False)):
        calls = [(call.value, call.size) for call in trace.losses if call.grad_enabled == is_trained]
        observe_mean(observe, key, first.get(key), calls[:3])
    observe("history", history)
    observe("parameters afterwards", weights(model))
