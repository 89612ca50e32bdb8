"""Hidden checks of exercise 13."""

import math
import struct
from typing import NamedTuple

import pytest
import torch
from torch import nn
from torchvision.datasets import FashionMNIST

from tensorgrade.probes import BY_BATCHES, Trace, kind_of_mean, trace_training

SIZES = {"training": 23, "test": 19}
BATCH, EPOCHS = 15, 2


def draw(data_root):
    """Random samples of the course's data by split; labels of the test split are shifted, so that splits differ."""
    splits = {}
    for name, size in SIZES.items():
        split = FashionMNIST(data_root, train=name == "training")
        chosen = torch.randperm(len(split), device="cpu")[:size]
        splits[name] = split.data[chosen], (split.targets[chosen] + (name == "test")) % 10
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
    """One training: what came back, what was seen, on which data."""

    result: object
    trace: Trace
    splits: dict[str, tuple[torch.Tensor, torch.Tensor]]


@pytest.fixture
def trained(subject, once, data_root, folder, device):
    """Gives the training on the device of the case, the same one in all checks."""
    place = torch.device(device) if device == "cpu" else device  # public checks give the CPU by its name

    def train():
        splits = draw(data_root)
        with trace_training(splits) as trace:
            result = subject.train_classifier(write(folder, splits), EPOCHS, seed=5, device=place, batch_size=BATCH)
        return Trained(result, trace, splits)

    return lambda: once("trained", train).result


def own_loss(outputs, labels, smoothing):
    """The mean cross-entropy of logits."""
    return nn.functional.cross_entropy(outputs.double(), labels, label_smoothing=smoothing).item()


@pytest.mark.points(1)
@pytest.mark.parametrize("hidden_dim", [1, 200])
def test_classifier_of_other_widths(subject, observe, hidden_dim):
    """build_classifier takes batches of any size, and each image has logits of its own"""
    model = subject.build_classifier(hidden_dim=hidden_dim).eval()
    images = torch.randn(6, 1, 28, 28)
    logits = observe("logits", model(images), values=False)
    alone = torch.cat([model(image[None]) for image in images])
    observe("logits of an image depend on the others", bool((logits - alone).abs().max() > 1e-3))


@pytest.mark.points(1)
@pytest.mark.parametrize("samples", [8, 30])
def test_classifier_is_not_bounded(subject, observe, samples):
    """build_classifier ends with a linear layer, whose outputs have no bounds"""
    model, images = subject.build_classifier().eval(), torch.randn(samples, 1, 28, 28)
    with torch.no_grad():
        model(images)  # layers may take their shapes from the first images
        for parameter in model.parameters():
            parameter.mul_(100)
    logits = observe("logits", model(images), values=False)
    observe("all logits lie between -1 and 1", bool((logits.abs() <= 1).all()), suspect="extra-activation")
    observe("all logits have one sign", bool((logits >= 0).all() or (logits <= 0).all()), suspect="extra-activation")


def model_and_history(observe, result):
    """The two parts that train_classifier returns, once it is recorded whether they are there."""
    parts = result if isinstance(result, tuple | list) else [result]
    kinds = ["model" if isinstance(part, nn.Module) else "history" for part in parts]
    observe("parts of the result", {f"{place}. {kind}": None for place, kind in enumerate(kinds, 1)})
    model, history = result
    return model, history


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.draws(1)
def test_training_step_by_step(observe, trained, device):
    """train_classifier trains on normalised images, in train mode, and forgets each gradient after its update"""
    run = trained()
    trace, (_model, history) = run.trace, model_and_history(observe, run.result)
    observe("epochs", len(history))
    observe("images are normalised", all(map(is_normalised, trace.learning)), suspect="not-normalized")
    observe("images are measured after the last update", trace.measures_last())
    alike = all(map(is_normalised, trace.measuring))
    observe("images of the test split are normalised as well", alike, suspect="not-normalized")
    modes = sorted({seen.training for seen in trace.learning})
    observe("modes of the passes that are learned from", modes, suspect="wrong-mode")
    modes = sorted({seen.training for seen in trace.measuring})
    observe("modes of the passes that are measured", modes, suspect="wrong-mode")
    observe("updates beyond one a batch", trace.updates_beyond_batches(), suspect="missing-step")
    observe("parameters that no optimizer holds", trace.parameters_not_held(), suspect="parameters-not-in-optimizer")
    observe("a step finds no gradients of its batch", trace.order_is_wrong(), suspect="step-order")
    observe("old gradients are added", trace.steps_that_found("stale", "old") > 0, suspect="stale-gradient")


def is_normalised(seen):
    """Whether the first layer got numbers of mean 0 and standard deviation 1, about."""
    return math.isnan(seen.mean) or (abs(seen.mean) < 0.5 and 0.7 < seen.deviation < 1.4)


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.draws(1)
def test_order_of_the_samples(observe, trained, device):
    """train_classifier shows each image of the training split once an epoch, beside its label, in a shuffled order"""
    run = trained()
    trace, (_model, history) = run.trace, model_and_history(observe, run.result)
    observe("epochs", len(history))
    misused = "test" in trace.splits_of(trace.learning)
    observe("images of the test split are learned from", misused, suspect="test-data-misused")
    observe("labels stand beside other images than theirs", trace.misaligned() > 0, suspect="labels-misaligned")
    observe("largest batch", max((seen.size for seen in trace.learning), default=0))
    observe("samples learned from", sum(seen.size for seen in trace.learning), suspect="dropped-samples")
    first, *others = [*trace.epochs(SIZES["training"]), ()]
    known = [place for place in first if place >= 0]
    different = len(first) - len(known) + len(set(known))
    observe("different samples in the first epoch", different, suspect="dropped-samples")
    observe("the order is that of the files", known == list(range(SIZES["training"])), suspect="not-shuffled")
    again = len(known) == SIZES["training"] and first in others
    observe("an epoch has the order of the first", again, suspect="same-order-every-epoch")


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.draws(1)
def test_measured_on_the_test_split(observe, trained, device):
    """train_classifier measures on the whole test split and nowhere else, after each epoch"""
    run = trained()
    trace, (model, history) = run.trace, model_and_history(observe, run.result)
    epochs = [entry["epoch"] for entry in history]
    observe("epochs", epochs, suspect="epoch-off-by-one" if epochs == list(range(EPOCHS)) else None)
    observe("images are measured after the last update", trace.measures_last())
    elsewhere = "training" in trace.splits_of(trace.measuring)
    observe("images of the training split are measured", elsewhere, suspect="test-data-misused")
    images, labels = (part.to("cpu") for part in run.splits["test"])
    pixels = images[:, None].float() / 255
    with torch.no_grad():
        place = next((parameter.device for parameter in model.parameters()), device)
        outputs = [model(x.to(place)).cpu() for x in ((pixels - 0.2860) / 0.3530, pixels)]
    own = [(logits.argmax(1) == labels).double().mean().item() for logits in outputs]
    last = history[-1]["val_accuracy"]
    observe("last val_accuracy is the model's on the test split", any(abs(last - one) < 0.01 for one in own))
    loss = history[-1]["val_loss"]
    kind = kind_of_loss(loss, outputs, labels)
    smoothings = {call.smoothing for call in trace.losses if call.smoothing}
    is_smoothed = any(kind_of_loss(loss, outputs, labels, smoothing) != OTHER for smoothing in smoothings)
    observe("label smoothing is measured", is_smoothed and kind != MEAN, suspect="wrong-loss-function")
    is_another = trace.loss_is_another() or trace.measures_another_loss()
    observe("another loss is measured", is_another and kind != MEAN, suspect="wrong-loss-function")
    softened = trace.gives_probabilities() and kind != MEAN
    observe("the loss of probabilities is measured", softened, suspect="softmax-before-loss")
    suspect = "batch-mean" if kind in BY_BATCHES else None
    observe("last val_loss, of cross-entropies on the test split", kind, suspect=suspect)


MEAN, OTHER = "mean over samples", "another number"


def kind_of_loss(number, outputs, labels, smoothing=0.0):
    """Say which summary of the cross-entropies of some outputs a number is."""
    kinds = []
    for logits in outputs:
        parts = zip(logits.split(BATCH), labels.split(BATCH), strict=True)
        losses = [(own_loss(one, other, smoothing), len(one)) for one, other in parts]
        kinds.append(kind_of_mean(number, losses) or OTHER)
    return MEAN if MEAN in kinds else next((kind for kind in kinds if kind != OTHER), OTHER)


def kind_of_train_loss(number, trace, epochs):
    """Say which summary of the first epoch's losses a number is: of what loss functions gave, or of what went back.

    A number is another one only where it is plain what the loss was, for that is free: where each pass has one call.
    """
    given = [(call.value, call.size) for call in trace.losses if call.grad_enabled][: len(trace.learning)]
    is_plain = len(trace.went_back) == len(trace.learning) and len(trace.losses) == len(trace.forwards)
    went_back = [(value, seen.size) for value, seen in zip(trace.went_back, trace.learning, strict=False)]
    parts = [part[: len(part) // epochs] for part in (given, went_back if is_plain else []) if part]
    kinds = [kind_of_mean(number, part) for part in parts if part]
    if MEAN in kinds:
        return MEAN
    return next(filter(None, kinds), OTHER if is_plain and math.isfinite(number) else MEAN)


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.draws(1)
def test_means_over_samples(observe, trained, device):
    """train_classifier writes means over samples into the history, also when the last batch is short"""
    run = trained()
    trace, (_model, history) = run.trace, model_and_history(observe, run.result)
    kind = kind_of_train_loss(history[0]["train_loss"], trace, len(history))
    observe("train_loss", kind, suspect="batch-mean" if kind in BY_BATCHES else None)
    hits, labels = [], run.splits["test"][1].to("cpu")
    for seen in trace.measuring:
        if seen.outputs is not None and len(seen.outputs) == len(seen.samples) and min(seen.samples) >= 0:
            own = labels[[place - SIZES["training"] for place in seen.samples if place >= SIZES["training"]]]
            if len(own) == len(seen.outputs):
                hits.append(((seen.outputs.argmax(1) == own).double().mean().item(), seen.size))
    accuracy = history[-1]["val_accuracy"]
    kind = (kind_of_mean(accuracy, hits) if sum(size for _, size in hits) == SIZES["test"] else "") or MEAN
    observe("val_accuracy", kind, suspect="batch-mean" if kind in BY_BATCHES else None)


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.draws(1)
def test_training_loss(observe, trained, device):
    """train_classifier gives logits to the loss, beside labels of the kind that the loss asks for"""
    trace, (_model, history) = (run := trained()).trace, model_and_history(observe, run.result)
    observe("epochs", len(history))
    observe(
        "the loss gets probabilities in place of logits", trace.gives_probabilities(), suspect="softmax-before-loss"
    )
    observe("the loss is another than its input is made for", trace.loss_is_another(), suspect="wrong-loss-function")


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.draws(1)
def test_trained_on_a_device(observe, trained, device):
    """train_classifier trains and measures on the device that it is given"""
    run = trained()
    trace, (model, history) = run.trace, model_and_history(observe, run.result)
    places = sorted({parameter.device.type for parameter in model.parameters()})
    observe("devices of the parameters", ", ".join(places), suspect="left-on-cpu")
    suspect = "moved-in-loop" if trace.moves_in_the_loop() else "left-on-cpu"
    places = sorted({seen.device for seen in trace.forwards})
    observe("devices of the passes", ", ".join(places), suspect=suspect)
    observe("history", [sorted(entry) for entry in history])


class Shifting(nn.Module):
    """A classifier without parameters whose modes can be told from its outputs."""

    def forward(self, x):
        logits = x.flatten(1)[:, :10]
        return logits.flip(1) if self.training else logits


@pytest.mark.points(1)
@pytest.mark.parametrize("samples", [10, 1])
@pytest.mark.usefixtures("device")
def test_predict_without_parameters(subject, observe, samples):
    """predict_labels works with a model that has no parameters, for one image and for as many as there are classes"""
    model, images = Shifting(), torch.randn(samples, 1, 28, 28)
    with observe.unmodified(images=images):
        observe("result", subject.predict_labels(model, images))
    observe("mode afterwards", model.training, suspect="mode-not-restored")


@pytest.mark.points(1)
@pytest.mark.parametrize("training", [True, False])
def test_predict_on_a_device(subject, observe, training, elsewhere):
    """predict_labels returns the labels on the images' device"""
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).train(training)
    observe("result on the CPU", subject.predict_labels(model, torch.randn(5, 1, 28, 28)))
    result = subject.predict_labels(model.to(elsewhere), torch.zeros(4, 1, 28, 28, device=elsewhere))
    observe("result on another device", result, suspect="left-on-cpu")
