"""Hidden checks of exercise 11."""

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset

from tensorgrade.probes import plain_numbers, trace_training

DOUBLE = {"dtype": torch.float64}


def classifier():
    """A classifier of small images into four classes, in float64; its first layer is frozen."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(6, 5, **DOUBLE), nn.Tanh(), nn.Linear(5, 4, **DOUBLE))
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    model[1].requires_grad_(False)
    return model


def images(n):
    """Images and labels."""
    return torch.randn(n, 1, 2, 3, dtype=torch.float64), torch.randint(0, 4, (n,))


def moody():
    """A classifier that behaves differently in train and eval mode and draws no random numbers."""
    model = nn.Sequential(nn.Linear(3, 4, **DOUBLE), nn.BatchNorm1d(4, **DOUBLE), nn.Linear(4, 4, **DOUBLE))
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    return model


def rows(n):
    """Rows of features and labels."""
    return torch.randn(n, 3, dtype=torch.float64), torch.randint(0, 4, (n,))


def regression(width=2):
    """A model with two outputs, or another number, in float64."""
    model = nn.Sequential(nn.Linear(3, 4, **DOUBLE), nn.Tanh(), nn.Linear(4, width, **DOUBLE))
    for parameter in model.parameters():
        nn.init.normal_(parameter)
    return model


def measurements(n, width=2):
    """Rows of features and targets that are no labels."""
    return torch.randn(n, 3, dtype=torch.float64), torch.rand(n, width, dtype=torch.float64)


def loader(data, size):
    """A loader in a fixed order, on the CPU as loaders are."""
    return DataLoader(TensorDataset(*(part.cpu() for part in data)), batch_size=size)


def weights(model):
    """Parameters and buffers as plain tensors."""
    return {name: value.detach() for name, value in model.state_dict().items()}


def cubes(prediction, target):
    """A loss that is no library's."""
    return (prediction - target).abs().pow(3).mean()


REGRESSION = {"module": nn.MSELoss(), "function": nn.functional.l1_loss, "own": cubes}
CLASSIFICATION = {
    "margin": nn.MultiMarginLoss(),
    "own": lambda prediction, target: (1 - prediction.tanh().gather(1, target[:, None])).mean(),
}
OPTIMIZERS = {
    "adam": lambda model: torch.optim.Adam(model.parameters(), lr=0.1),
    "momentum": lambda model: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9),
}


def watch_gradient(model):
    """A list that grows each time a gradient arrives at the model's output."""
    arrived = []

    def hook(layer, args, output):
        if output.requires_grad:
            output.register_hook(lambda gradient: arrived.append(True))

    model[-1].register_forward_hook(hook)
    return arrived


def loader_beside(device, data):
    """Batches on the CPU, or already on a device."""
    x, y = rows(8)
    batches = TensorDataset(x, y) if data == "on the CPU" else TensorDataset(x.to(device), y.to(device))
    return DataLoader(batches, batch_size=3)


@pytest.mark.points(1)
@pytest.mark.parametrize(("loss", "width"), [("module", 2), ("function", 1), ("own", 2)])
@pytest.mark.usefixtures("device")
def test_train_step_any_loss(subject, observe, loss, width):
    """train_step uses the loss that it is given, on targets of any kind"""
    model = regression(width)
    x, y = measurements(5, width)
    y[0], y[1] = 10.0, -10.0  # on both sides of every output: else a mean of all differences may be that of the pairs
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
    with observe.unmodified(x=x, y=y), trace_training() as trace:
        observe("loss", plain_numbers(subject.train_step(model, x, y, REGRESSION[loss], optimizer)))
    observe("optimizer steps", trace.steps_made, suspect="missing-step")
    observe("gradients are added twice", trace.steps_that_found("twice") > 0, suspect="backward-twice")
    observe("parameters afterwards", weights(model))


@pytest.mark.points(1)
@pytest.mark.parametrize("n", [4, 1])
def test_train_step_hands_over(subject, observe, n):
    """train_step hands the model's output and the targets to the loss, and goes back from there to the model"""
    model, handed = classifier(), []
    x, y = images(n)
    arrived = watch_gradient(model)

    def loss(prediction, target):
        handed.append((prediction.detach(), target))
        return nn.functional.cross_entropy(prediction, target)

    result = subject.train_step(model, x, y, loss, torch.optim.SGD(model.parameters(), lr=0.1))
    observe("the loss that is given is used", bool(handed), suspect="wrong-loss-function")
    observe("what the loss got first", handed[:1])
    observe("a gradient arrives at the model's output", bool(arrived), suspect="missing-gradient")
    observe("loss", plain_numbers(result))


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["adam", "momentum"])
@pytest.mark.usefixtures("device")
def test_train_step_keeps_the_optimizer(subject, observe, kind):
    """train_step works with the optimizer's own state, step after step"""
    model = classifier()
    optimizer = OPTIMIZERS[kind](model)
    losses = [subject.train_step(model, *images(n), nn.CrossEntropyLoss(), optimizer) for n in (4, 2, 5)]
    observe("losses", plain_numbers(losses))
    observe("parameters afterwards", weights(model))
    observe("the optimizer's state", optimizer.state_dict())


@pytest.mark.points(0.5)
@pytest.mark.parametrize("stale", [float("nan"), 1e6])
def test_train_step_after_a_bad_gradient(subject, observe, stale):
    """train_step forgets any gradient that it finds, NaN too"""
    model = regression()
    x, y = measurements(6)
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, stale)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
    observe("loss", plain_numbers(subject.train_step(model, x, y, REGRESSION["module"], optimizer)))
    is_spoilt = not all(bool((part.abs() < 1000).all()) for part in model.parameters())
    observe("parameters afterwards", weights(model), suspect="stale-gradient" if is_spoilt else None)


@pytest.mark.points(1)
@pytest.mark.parametrize("data", ["on the CPU", "on the device"])
def test_train_epoch_moves_batches(subject, observe, data, elsewhere):
    """train_epoch moves each batch to the device that it is given"""
    model, batches = moody().to(elsewhere), loader_beside(elsewhere, data)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    steps = []
    optimizer.register_step_post_hook(lambda *args: steps.append(1))
    result = subject.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer, elsewhere)
    observe("type of the result", type(result).__name__)
    observe("optimizer steps", len(steps), suspect="missing-step")


@pytest.mark.points(1)
@pytest.mark.parametrize("loss", ["module", "function", "own"])
def test_train_epoch_any_loss(subject, observe, device, loss):
    """train_epoch uses the loss that it is given, on targets of any kind, down to a last batch of one"""
    model = regression()
    optimizer = OPTIMIZERS["adam"](model)
    observe(
        "mean loss",
        plain_numbers(subject.train_epoch(model, loader(measurements(9), 4), REGRESSION[loss], optimizer, device)),
    )
    observe("parameters afterwards", weights(model))


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "size"), [(9, 4), (5, 2)])
def test_train_epoch_follows_the_loader(subject, observe, n, size):
    """train_epoch takes the batches as the loader gives them, in its order, anew in each epoch"""
    model = classifier()
    shuffling = torch.Generator().manual_seed(3)
    batches = DataLoader(TensorDataset(*images(n)), batch_size=size, shuffle=True, generator=shuffling)
    optimizer = OPTIMIZERS["momentum"](model)
    for epoch in range(2):
        observe(
            f"mean loss {epoch}",
            plain_numbers(subject.train_epoch(model, batches, nn.CrossEntropyLoss(), optimizer, "cpu")),
        )
        observe(f"parameters after epoch {epoch}", weights(model))


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "size"), [(6, 4), (3, 3)])
def test_train_epoch_reaches_the_model(subject, observe, n, size):
    """train_epoch hands each batch's output and targets to the loss, and goes back from there to the model"""
    model, handed = classifier(), []
    batches, arrived = loader(images(n), size), watch_gradient(model)

    def loss(prediction, target):
        handed.append((prediction.detach(), target))
        return nn.functional.cross_entropy(prediction, target)

    result = subject.train_epoch(model, batches, loss, torch.optim.SGD(model.parameters(), lr=0.1), "cpu")
    observe("the loss that is given is used", bool(handed), suspect="wrong-loss-function")
    observe("what the loss got first", handed[:1])
    observe("a gradient arrives at the model's output", bool(arrived), suspect="missing-gradient")
    observe("mean loss", plain_numbers(result))


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "size"), [(12, 2), (9, 1)])
def test_train_epoch_lets_go(subject, observe, n, size):
    """train_epoch keeps no batch's graph alive after its update"""
    model = regression()
    optimizer = OPTIMIZERS["momentum"](model)
    with trace_training() as trace:
        result = subject.train_epoch(model, loader(measurements(n), size), nn.MSELoss(), optimizer, "cpu")
    observe("graphs are kept for another backward", trace.graphs_retained > 0, suspect="graph-retained")
    is_kept = isinstance(result, float) and trace.largest_kept() > 1  # a tensor keeps its graph, and is told below
    observe("graphs of earlier batches stay alive", is_kept, suspect="history-kept")
    observe("mean loss", plain_numbers(result))


@pytest.mark.points(1)
@pytest.mark.parametrize("data", ["on the CPU", "on the device"])
def test_evaluate_moves_batches(subject, observe, data, elsewhere):
    """evaluate moves each batch to the device that it is given"""
    model, batches = moody().to(elsewhere), loader_beside(elsewhere, data)
    result = subject.evaluate(model, batches, nn.CrossEntropyLoss(), elsewhere)
    observe("types of the result", {key: type(value).__name__ for key, value in result.items()})


@pytest.mark.points(1)
@pytest.mark.parametrize("loss", ["margin", "own"])
@pytest.mark.parametrize(("n", "size"), [(9, 4), (6, 5)])
def test_evaluate_any_loss(subject, observe, device, loss, n, size):
    """evaluate uses the loss that it is given, and gives the same when called again"""
    model, batches = classifier(), loader(images(n), size)
    observe("result", plain_numbers(subject.evaluate(model, batches, CLASSIFICATION[loss], device)))
    observe("result of a second call", plain_numbers(subject.evaluate(model, batches, CLASSIFICATION[loss], device)))


class BrokenError(Exception):
    """Raised in the middle of an evaluation."""


class Broken(Dataset):
    """A data set whose last sample cannot be read."""

    def __len__(self):
        return 5

    def __getitem__(self, index):
        if index == 4:
            raise BrokenError("sample 4")
        return torch.zeros(3, dtype=torch.float64), torch.tensor(1)


@pytest.mark.points(1)
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("where", ["model", "loader"])
def test_evaluate_whatever_fails(subject, observe, where, training):
    """evaluate puts the mode back whatever raises, the model or the loader"""
    model = moody().train(training)
    if where == "loader":
        batches, broken = DataLoader(Broken(), batch_size=2), None
    else:
        batches = loader(rows(5), 2)

        def broken(layer, args):
            raise BrokenError("in the forward pass")

    observe(
        "result without an exception",
        plain_numbers(subject.evaluate(model, loader(rows(5), 2), nn.CrossEntropyLoss(), "cpu")),
    )
    model.train(training)
    if broken:
        model[1].register_forward_pre_hook(broken)
    with observe.raises("exception"):
        subject.evaluate(model, batches, nn.CrossEntropyLoss(), "cpu")
    observe("model.training afterwards", [part.training for part in model.modules()], suspect="mode-not-restored")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("enabled", [True, False])
def test_evaluate_keeps_the_gradient_mode(subject, observe, enabled):
    """evaluate leaves gradients on or off as it finds them"""
    model, batches = classifier(), loader(images(5), 3)
    with torch.set_grad_enabled(enabled):
        observe("result", plain_numbers(subject.evaluate(model, batches, nn.CrossEntropyLoss(), "cpu")))
        observe("gradients are on afterwards", torch.is_grad_enabled(), suspect="global-state-changed")


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["adam", "momentum"])
def test_fit_goes_on(subject, observe, device, kind):
    """fit starts a history of its own each time, and goes on with model and optimizer as they are"""
    model = classifier()
    optimizer, train, val = OPTIMIZERS[kind](model), loader(images(7), 3), loader(images(5), 2)
    observe("first history", subject.fit(model, train, val, nn.CrossEntropyLoss(), optimizer, 1, device))
    observe("second history", subject.fit(model, train, val, nn.CrossEntropyLoss(), optimizer, 1, device))
    observe("parameters afterwards", weights(model))


@pytest.mark.points(1)
@pytest.mark.parametrize("epochs", [2, 4])
def test_fit_runs_all_epochs(subject, observe, epochs):
    """fit runs all epochs and keeps the last weights, also when the validation loss grows"""
    model = regression()
    x = torch.randn(6, 3, dtype=torch.float64)
    train, val = loader((x, torch.ones(6, dtype=torch.int64)), 4), loader((x, torch.zeros(6, dtype=torch.int64)), 4)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
    observe("history", subject.fit(model, train, val, nn.CrossEntropyLoss(), optimizer, epochs, "cpu"))
    observe("parameters afterwards", weights(model))


@pytest.mark.points(1)
@pytest.mark.parametrize("loss", ["margin", "own"])
def test_fit_any_loss(subject, observe, loss):
    """fit uses the loss and the shuffling loader that it is given"""
    model = classifier()
    shuffling = torch.Generator().manual_seed(5)
    train = DataLoader(TensorDataset(*images(9)), batch_size=4, shuffle=True, generator=shuffling)
    optimizer = OPTIMIZERS["momentum"](model)
    history = subject.fit(model, train, loader(images(5), 3), CLASSIFICATION[loss], optimizer, 2, torch.device("cpu"))
    observe("history", history)
    observe("parameters afterwards", weights(model))
