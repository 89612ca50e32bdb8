"""Public checks of exercise 13."""

import math
import struct
from pathlib import Path
from typing import NamedTuple

import pytest
import torch
from torch import nn
from torchvision.datasets import FashionMNIST

from tensorgrade.probes import Trace, spy_on_model, trace_training, watch_loading

MARGIN = 0.3  # how far below the reference's the accuracy may be: optimizers learn at different speed, or bounce
LEARNED = 0.5  # an accuracy below it is low, whatever the reference's is
NOTHING = "nothing that the training shows"
FLAT = 0.1  # a standard deviation
DEAD = 0.9  # the share of dead units from which a network learns nothing
TINY = 1e-4  # of the weights: updates that are no larger lead nowhere


@pytest.mark.points(1)
@pytest.mark.parametrize("samples", [1, 3])
def test_classifier_output(subject, observe, samples):
    """build_classifier returns a module from images to ten logits, which are no probabilities"""
    model = subject.build_classifier().eval()
    observe("it is a module", isinstance(model, nn.Module))
    logits = model(torch.randn(samples, 1, 28, 28) * 5)
    observe("logits", logits, values=False)
    observe("rows sum to 1", bool((logits.sum(1) - 1).abs().max() < 1e-4), suspect="extra-activation")
    logits = model(torch.randn(40, 1, 28, 28) * 5)
    observe(
        "some logits are negative, some positive",
        bool((logits < 0).any() and (logits > 0).any()),
        suspect="extra-activation",
    )
    observe("all logits are finite", bool(logits.isfinite().all()))


@pytest.mark.points(1)
@pytest.mark.parametrize("hidden_dim", [37, 5])
def test_classifier_width(subject, observe, hidden_dim):
    """build_classifier has a hidden layer of the width that is asked for, and 128 by default"""
    built = {
        "asked for": (subject.build_classifier(hidden_dim), hidden_dim),
        "default": (subject.build_classifier(), 128),
    }
    for name, (model, width) in built.items():
        observe(f"logits of the width {name}", model(torch.randn(2, 1, 28, 28)), values=False)
        parameters = list(model.parameters())
        observe("it has parameters to train", len(parameters) > 0, suspect="unregistered-parameters")
        widths = {size for p in parameters if p.dim() >= 2 for size in p.shape[:2]}
        observe(f"a layer of the width {name}", width in widths)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("hidden_dim", [64, 16])
def test_classifier_is_not_linear(subject, observe, hidden_dim):
    """build_classifier has an activation between its layers"""
    model = subject.build_classifier(hidden_dim).eval()
    x, y = torch.randn(8, 1, 28, 28) * 3, torch.randn(8, 1, 28, 28) * 3
    logits = observe("logits", model(x), values=False)
    bend = model(x + y) - logits - model(y) + model(torch.zeros_like(x))
    observe("the network is linear", bool(bend.abs().max() < 1e-3), suspect="missing-activation")


RUNS = {
    "plain": (Path, 2, {}),
    "told": (str, 2, {"seed": 0, "device": "cpu", "batch_size": 64}),
    "other": (Path, 1, {"seed": 7, "batch_size": 16}),
    "long": (Path, 2, {"seed": 3, "batch_size": 20}),
    "long, watched": (Path, 2, {"seed": 3, "batch_size": 20}),
}
FEW = {"training": 75, "test": 21}  # leaves a short last batch, whatever the size of the others
MANY = {"training": 500, "test": 150}  # with 50 updates all common optimizers learn


def data(data_root, sizes):
    """Random samples of the course's data: images as bytes, and labels, by split."""
    splits = {}
    for name, size in sizes.items():
        split = FashionMNIST(data_root, train=name == "training")
        chosen = torch.randperm(len(split))[:size]
        splits[name] = split.data[chosen], split.targets[chosen]
    return splits


def write(folder, splits):
    """Write splits in FashionMNIST's format; return the folder."""
    raw = folder / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for stem, (images, labels) in zip(("train", "t10k"), splits.values(), strict=True):
        head = struct.pack(">IIII", 0x803, len(images), 28, 28)
        (raw / f"{stem}-images-idx3-ubyte").write_bytes(head + images.numpy().tobytes())
        head = struct.pack(">II", 0x801, len(labels))
        (raw / f"{stem}-labels-idx1-ubyte").write_bytes(head + labels.to(torch.uint8).numpy().tobytes())
    return folder


class Trained(NamedTuple):
    """One training: what came back, what was seen where it was watched, on which data."""

    result: object
    trace: Trace | None
    splits: dict[str, tuple[torch.Tensor, torch.Tensor]]
    loads_itself: bool


def train(subject, splits, name, folder):
    """Call train_classifier once, and watch."""
    kind, epochs, settings = RUNS[name]
    root = kind(write(folder / name, splits))
    if name == "long":  # to watch takes a third of the time, and where the model learns there is no need to
        return Trained(subject.train_classifier(root, epochs, **settings), None, splits, False)
    with trace_training(splits) as trace, watch_loading() as loads_itself:
        result = subject.train_classifier(root, epochs, **settings)
    return Trained(result, trace, splits, any(loads_itself))


def is_working(result):
    """Whether a training came back as asked."""
    return isinstance(result, tuple | list) and len(result) == 2 and isinstance(result[0], nn.Module)


@pytest.fixture
def trained(subject, once, data_root, folder):
    """Gives a training by its name, the same one in all checks. Where the first does not work, there is no other."""

    def run(name):
        splits = once("data", lambda: data(data_root, FEW)).result
        first = once("plain", lambda: train(subject, splits, "plain", folder))
        if name == "plain" or not is_working(first.result.result):
            return first
        if name.startswith("long"):
            many = once("more data", lambda: data(data_root, MANY)).result
            return once(name, lambda: train(subject, many, name, folder))
        return once(name, lambda: train(subject, splits, name, folder))

    return run


def accuracies(model, splits):
    """The model's accuracy on the test split, with images normalized and as they are in [0, 1]."""
    images, labels = splits["test"]
    pixels = images[:, None].float() / 255
    with torch.no_grad():
        outputs = [model((pixels - 0.2860) / 0.3530), model(pixels)]
    return [(logits.argmax(1) == labels).double().mean().item() for logits in outputs]


def model_and_history(observe, result):
    """The two parts that train_classifier returns, once it is recorded whether they are there."""
    parts = result if isinstance(result, tuple | list) else [result]
    kinds = ["model" if isinstance(part, nn.Module) else "history" for part in parts]
    observe("parts of the result", {f"{place}. {kind}": None for place, kind in enumerate(kinds, 1)})
    model, history = result
    return model, history


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["plain", "other"])
def test_history(observe, trained, name):
    """train_classifier returns the history as fit does, measured on the test split, and the model in eval mode"""
    run = trained(name).result
    model, history = model_and_history(observe, run.result)
    observe("keys", [dict.fromkeys(entry) for entry in history])
    epochs = [entry["epoch"] for entry in history]
    observe("epochs", epochs, suspect="epoch-off-by-one" if epochs == list(range(len(epochs))) else None)
    numbers = ("train_loss", "val_loss", "val_accuracy")
    # A new number of each type, for types themselves are not recorded.
    observe("types", [[type(entry[key])() for key in numbers] for entry in history])
    observe("modes", [part.training for part in model.modules()][:1], suspect="wrong-mode")
    last = history[-1]["val_accuracy"] if history else math.nan
    observe("images are measured after the last update", run.trace.measures_last())
    observe("val_accuracy lies between 0 and 1", bool(0 <= last <= 1))
    observe("images of nearly one shade", are_flat(run.trace.learning), suspect="not-normalized")
    observe(
        "last val_accuracy is the model's on the test split",
        any(abs(last - own) < 0.02 for own in accuracies(model, run.splits)),
        suspect="test-data-misused" if run.trace.splits_of(run.trace.measuring) == {"training"} else None,
    )


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("seeds", ["equal", "different"])
def test_seed(observe, trained, seeds):
    """train_classifier gives equal weights for equal seeds, the default too, and other weights for other seeds"""
    first, second = trained("plain"), trained("told" if seeds == "equal" else "other")
    observe("torch's global state", ", ".join(first.changes) or "as found", suspect="global-state-changed")
    models = [model_and_history(observe, run.result.result)[0] for run in (first, second)]
    orders = [run.result.trace.epochs(FEW["training"])[:1] for run in (first, second)]
    begun = [run.result.trace.first_weights for run in (first, second)]
    begun_alike = None not in begun and torch.equal(*begun)
    if seeds == "equal":
        observe("the order of the samples follows from the seed", orders[0] == orders[1], suspect="unseeded-shuffle")
        observe("the first weights follow from the seed", begun_alike or None in begun, suspect="nondeterministic")
        weights = [torch.cat([p.detach().flatten() for p in model.parameters()]) for model in models]
        observe("the last weights follow from the seed", torch.equal(*weights), suspect="nondeterministic")
    else:
        alike = begun_alike and orders[0] == orders[1]
        observe("weights and order are the same for another seed", alike, suspect="unseeded-shuffle")


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["plain", "other"])
def test_batches(observe, trained, name):
    """train_classifier trains on the training split alone, in batches of the right size, in a new order each epoch"""
    run = trained(name).result
    trace, size = run.trace, run.trace.samples.count("training")
    _model, history = model_and_history(observe, run.result)
    observe("epochs", len(history))
    misused = "test" in trace.splits_of(trace.learning)
    observe("images of the test split are learned from", misused, suspect="test-data-misused")
    observe("labels stand beside other images than theirs", trace.misaligned() > 0, suspect="labels-misaligned")
    observe("samples learned from", sum(seen.size for seen in trace.learning), suspect="dropped-samples")
    first, *others = [*trace.epochs(size), ()]
    known = [place for place in first if place >= 0]
    different = len(first) - len(known) + len(set(known))
    observe("different samples in the first epoch", different, suspect="dropped-samples")
    largest = max((seen.size for seen in trace.learning), default=0)
    observe("largest batch", largest, suspect="full-batch-forward" if largest == size else None)
    observe("the order is that of the files", known == list(range(size)), suspect="not-shuffled")
    again = len(known) == size and first in others
    observe("an epoch has the order of the first", again, suspect="same-order-every-epoch")


@pytest.mark.points(0.5)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["plain", "other"])
def test_updates(observe, trained, name):
    """train_classifier makes one update for each batch, in train mode, of all parameters, on that batch's gradient"""
    run = trained(name).result
    trace = run.trace
    _model, history = model_and_history(observe, run.result)
    observe("epochs", len(history))
    modes = sorted({seen.training for seen in trace.learning})
    observe("modes of the passes that are learned from", modes, suspect="wrong-mode")
    observe("updates beyond one a batch", trace.updates_beyond_batches(), suspect="missing-step")
    observe("parameters that no optimizer holds", trace.parameters_not_held(), suspect="parameters-not-in-optimizer")
    observe("a step finds no gradients of its batch", trace.order_is_wrong(), suspect="step-order")
    observe("old gradients are added", trace.steps_that_found("stale", "old") > 0, suspect="stale-gradient")
    observe("gradients are added twice", trace.steps_that_found("twice") > 0, suspect="backward-twice")
    moves = any(step.size != 0 for step in trace.steps)
    is_cut = trace.steps_that_found("none") == len(trace.steps)
    observe("the updates change the parameters", moves, suspect="missing-gradient" if is_cut else None)
    observe.advise("it learns from a squared error", "mse_loss" in trace.learned_by(), "squared-error-for-classes")
    observe.advise("weights are put back that are no copy", run.loads_itself, "weights-not-copied")


@pytest.mark.points(0.5)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", [str, Path])
def test_data_stays(subject, observe, trained, folder, connections, kind):
    """train_classifier downloads nothing and raises RuntimeError where there are no files"""
    run = trained("plain").result
    with observe.raises("exception without files"):
        subject.train_classifier(kind(folder / "empty"), 1)
    observe("downloads that were tried", len(connections) > 0, suspect="network-access")
    _model, history = model_and_history(observe, run.result)
    observe("epochs with files", len(history))


def are_flat(passes):
    """Whether the images of all passes have nearly no contrast: less than a third of what they have in [0, 1]."""
    return bool(passes) and all(seen.deviation < FLAT for seen in passes)


def fault(trace):
    """The fault that a trace shows behind a model that learned nothing: its name and what was seen, if it shows one."""
    faults = {
        ("labels-misaligned", "labels beside other images"): trace.misaligned() > 0,
        ("parameters-not-in-optimizer", "parameters that no optimizer holds"): bool(trace.parameters_not_held()),
        ("step-order", "steps that find no gradients of their batch"): trace.order_is_wrong(),
        ("stale-gradient", "old gradients in the new ones"): trace.steps_that_found("stale", "old") > 0,
        ("wrong-loss-function", "a loss that is made for other numbers"): trace.loss_is_another(),
        ("softmax-before-loss", "probabilities in the loss"): trace.gives_probabilities(),
        ("learning-rate-too-high", "a loss that grows many times over"): trace.diverged(),
        ("not-normalized", "images of nearly one shade"): are_flat(trace.learning),
        ("dead-units", "hidden units that give 0 for every image"): trace.dead_share() >= DEAD,
        ("dropped-samples", "images that are never learned from"): trace.samples_left_out("training") > 0,
        ("low-accuracy", "updates that hardly change the weights"): trace.largest_update() < TINY,
    }
    return next((words for words, is_seen in faults.items() if is_seen), (None, NOTHING))


@pytest.mark.points(1)
@pytest.mark.timeout(60)
@pytest.mark.parametrize("measured", ["by the model", "in the history"])
def test_trained_accuracy(observe, trained, measured):
    """train_classifier reaches the reference's accuracy on the test split, less 0.3"""
    run = trained("long").result
    model, history = model_and_history(observe, run.result)
    own = max(accuracies(model.eval(), run.splits))
    accuracy = own if measured == "by the model" else history[-1]["val_accuracy"]
    name, seen, beyond = None, NOTHING, 0
    if accuracy < LEARNED:
        trace = trained("long, watched").result.trace
        (name, seen), beyond = fault(trace), trace.updates_beyond_batches()
    observe("updates beyond one a batch", beyond, suspect="missing-step")
    observe("what keeps the model from learning", seen, suspect=name)
    observe("accuracy on the test split", accuracy, at_least=MARGIN, suspect="low-accuracy")
    observe("the loss of the last epoch is below the first's", history[-1]["train_loss"] < history[0]["train_loss"])


class Moody(nn.Module):
    """A classifier that shows its mode in its output and counts no images itself."""

    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(1)
        self.head = nn.Linear(784, 10)
        for parameter in self.parameters():
            nn.init.normal_(parameter)
        self.norm.running_mean.fill_(0.7)

    def forward(self, x):
        return self.head(self.norm(x).flatten(1))


@pytest.mark.points(1)
@pytest.mark.parametrize("samples", [1, 20])
@pytest.mark.usefixtures("device")
def test_predicted_labels(subject, observe, samples):
    """predict_labels returns the class of the largest logit of each image, as int64"""
    model, images = Moody().eval(), torch.randn(samples, 1, 28, 28)
    with observe.unmodified(images=images):
        result = subject.predict_labels(model, images)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.usefixtures("device")
def test_predict_mode(subject, observe, training):
    """predict_labels runs in eval mode and restores the mode"""
    model = Moody().train(training)
    with observe.unmodified(model=model), spy_on_model(model) as spy:
        result = subject.predict_labels(model, torch.randn(12, 1, 28, 28))
        observe("train mode during a forward pass", any(seen.training for seen in spy.passes), suspect="wrong-mode")
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_predict_records_no_graph(subject, observe, training):
    """predict_labels records no graph"""
    model = Moody().train(training)
    with spy_on_model(model) as spy:
        result = subject.predict_labels(model, torch.randn(6, 1, 28, 28))
    observe("gradients are recorded", any(seen.grad_enabled for seen in spy.passes), suspect="graph-kept")
    observe("result", result)
