"""Hidden checks of exercise 13."""

import math
import struct

import pytest
import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.optim.optimizer import register_optimizer_step_post_hook
from torchvision.datasets import FashionMNIST


def digits(root, n):
    """Random images of the course's data, as bytes, and their labels."""
    split = FashionMNIST(root, train=True)
    chosen = torch.randperm(len(split), device="cpu")[:n]
    return split.data[chosen], split.targets[chosen]


def write(folder, **splits):
    """Write splits (train, t10k) of images and labels in FashionMNIST's format; return the folder."""
    raw = folder / "FashionMNIST" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for stem, (images, labels) in splits.items():
        head = struct.pack(">IIII", 0x803, len(images), 28, 28)
        (raw / f"{stem}-images-idx3-ubyte").write_bytes(head + images.numpy().tobytes())
        head = struct.pack(">II", 0x801, len(labels))
        (raw / f"{stem}-labels-idx1-ubyte").write_bytes(head + labels.to(torch.uint8).numpy().tobytes())
    return folder


def accuracies(model, images, labels):
    """The model's accuracy, with images normalised and as they are in [0, 1]."""
    pixels = images[:, None].float() / 255
    with torch.no_grad():
        outputs = [model((pixels - 0.2860) / 0.3530), model(pixels)]
    return [(logits.argmax(1) == labels).double().mean().item() for logits in outputs]


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


class GradientWatch:
    """Notes whether a gradient is added to one that an earlier update has used already; and the models' inputs."""

    def __init__(self):
        self.stale, self.lowest, self.arrived, self.used = False, [], {}, set()

    def before_forward(self, module, args):
        if module.training and args and isinstance(args[0], torch.Tensor) and args[0].numel():
            self.lowest.append(round(args[0].min().item(), 3))
        for parameter in module.parameters(recurse=False):
            key = id(parameter)
            if parameter.requires_grad and key not in self.arrived:
                self.arrived[key] = torch.zeros(())
                parameter.register_hook(lambda grad, key=key: self.arrived.update({key: grad.clone()}))
                parameter.register_post_accumulate_grad_hook(self.after_accumulation)

    def after_accumulation(self, parameter):
        if id(parameter) in self.used:
            self.used.discard(id(parameter))
            self.stale |= not torch.allclose(parameter.grad, self.arrived[id(parameter)], rtol=1e-3, atol=1e-7)

    def after_step(self, optimizer, args, kwargs):
        self.used.update(self.arrived)

    def watch(self, call):
        handles = [register_module_forward_pre_hook(self.before_forward)]
        handles.append(register_optimizer_step_post_hook(self.after_step))
        try:
            return call()
        finally:
            for handle in handles:
                handle.remove()


def model_and_history(observe, result):
    """The two parts that train_classifier returns, once it is recorded whether they are there."""
    parts = result if isinstance(result, tuple | list) else [result]
    kinds = ["model" if isinstance(part, nn.Module) else "history" for part in parts]
    observe("parts of the result", {f"{place}. {kind}": None for place, kind in enumerate(kinds, 1)})
    model, history = result
    return model, history


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("samples", [40, 25])
def test_training_step_by_step(subject, observe, data_root, folder, samples):
    """train_classifier trains on normalised images, and forgets each gradient after its update"""
    root = write(folder, train=digits(data_root, samples), t10k=digits(data_root, 6))
    watch = GradientWatch()
    result = watch.watch(lambda: subject.train_classifier(root, 2, batch_size=10))
    _model, history = model_and_history(observe, result)
    observe("epochs", len(history))
    black = round((0 - 0.2860) / 0.3530, 3)
    observe("images are normalised", any(abs(low - black) < 0.002 for low in watch.lowest), suspect="not-normalized")
    observe("old gradients are added", watch.stale, suspect="stale-gradient")


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("seed_given", [0, 5])
def test_order_of_the_samples(subject, observe, data_root, folder, seed_given):
    """train_classifier shuffles in an order that follows from the seed alone"""
    root = write(folder, train=digits(data_root, 30), t10k=digits(data_root, 5))
    orders = []

    def note(module, args):
        if module.training and args and isinstance(args[0], torch.Tensor) and args[0].dim() == 4:
            orders[-1].append(args[0].flatten(1).sum(1))

    for skipped in (1, 2):
        torch.rand(skipped)
        orders.append([])
        handle = register_module_forward_pre_hook(note)
        try:
            result = subject.train_classifier(root, 1, seed=seed_given, batch_size=30)
        finally:
            handle.remove()
        _model, history = model_and_history(observe, result)
    observe("epochs", len(history))
    same = len(orders[0]) == len(orders[1]) and all(map(torch.equal, *orders))
    observe("equal seeds give an equal order", same, suspect="unseeded-shuffle")


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("samples", [90, 100])
def test_measured_on_the_test_split(subject, observe, data_root, folder, samples):
    """train_classifier measures on the test split and nowhere else, after each epoch"""
    images, labels = digits(data_root, 40)
    labels = (labels + 1) % 10
    root = write(folder, train=digits(data_root, samples), t10k=(images, labels))
    model, history = model_and_history(observe, subject.train_classifier(root, 3, batch_size=10))
    observe("epochs", [entry["epoch"] for entry in history])
    last, own = history[-1]["val_accuracy"], accuracies(model.eval(), images, labels)
    observe("last val_accuracy is the model's on the test split", any(abs(last - one) < 0.01 for one in own))


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("full", [8, 12])
def test_means_over_samples(subject, observe, data_root, folder, full):
    """train_classifier writes means over samples into the history, also when the last batch is short"""
    image = digits(data_root, 1)[0]
    train = image.expand(4 * full, 28, 28), torch.full((4 * full,), 1)

    def measured(*labels):
        root = write(folder, train=train, t10k=(image.expand(len(labels), 28, 28), torch.tensor(labels)))
        _model, (entry,) = model_and_history(observe, subject.train_classifier(root, 1, batch_size=full))
        return entry["val_loss"], entry["val_accuracy"]

    ones, twos, more = measured(*[1] * full), measured(*[2] * full), measured(*[1] * 3 * full)
    mixed = measured(*[1] * full, 2)
    for i, name in enumerate(("val_loss", "val_accuracy")):
        observe(f"{name} grows with the number of samples", not math.isclose(ones[i], more[i], rel_tol=1e-3))
        by_batch = ones[i] != twos[i] and math.isclose(mixed[i], (ones[i] + twos[i]) / 2, rel_tol=1e-3)
        observe(f"{name} is a mean over batches", by_batch, suspect="batch-mean")


def kind_of_mean(found, losses):
    """Say which summary of the batches' (loss, size) a number is, as far as it is one that is known."""
    samples, total = sum(size for _, size in losses), sum(loss * size for loss, size in losses)
    batches = sum(loss for loss, _ in losses)
    known = {
        "mean over samples": total / samples,
        "mean over batches": batches / len(losses),
        "sum over samples": total,
        "sum over batches": batches,
        "sum over batches, divided by the samples": batches / samples,
        "loss of the last batch": losses[-1][0],
    }
    named = [name for name, number in known.items() if math.isclose(found, number, rel_tol=1e-3)]
    return named[0] if named else "mean over samples"  # of another loss, which is as good


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("samples", [20, 34])
def test_training_loss(subject, observe, data_root, folder, samples):
    """train_classifier gives logits to the loss, and a train_loss that is a mean over samples"""
    train, test = (digits(data_root, n)[0] for n in (samples, 7))
    root = write(folder, train=(train, torch.full((samples,), 1)), t10k=(test, torch.full((7,), 1)))
    losses, outputs = [], []

    def note(module, args, output):
        seen = bool(outputs) and outputs[-1] is output
        if module.training and isinstance(output, torch.Tensor) and output.shape[1:] == (10,) and not seen:
            outputs.append(output)
            losses.append((-output.detach().log_softmax(1)[:, 1].mean().item(), len(output)))

    handle = register_module_forward_hook(note)
    try:
        result = subject.train_classifier(root, 1, batch_size=16)
    finally:
        handle.remove()
    _model, history = model_and_history(observe, result)
    kind = kind_of_mean(history[0]["train_loss"], losses) if losses else ""
    observe("train_loss is a mean over batches", kind == "mean over batches", suspect="batch-mean")
    observe("train_loss", kind)
    _model, history = model_and_history(observe, subject.train_classifier(root, 8, batch_size=2))
    observe("the loss stays above 1.4", history[-1]["val_loss"] > 1.4, suspect="softmax-before-loss")


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", [str, torch.device])
def test_trained_on_a_device(subject, observe, data_root, folder, device, kind):
    """train_classifier trains and measures on the device that it is given"""
    root = write(folder, train=digits(data_root, 30), t10k=digits(data_root, 10))
    model, history = model_and_history(observe, subject.train_classifier(root, 2, device=kind(device), batch_size=8))
    places = sorted({parameter.device.type for parameter in model.parameters()})
    observe("devices of the parameters", ", ".join(places), suspect="left-on-cpu")
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


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("samples", [70, 130])
def test_training_without_settings(subject, observe, data_root, folder, samples):
    """train_classifier takes seed 0, the CPU and batches of 64 where nothing else is said"""
    root = write(folder, train=digits(data_root, samples), t10k=digits(data_root, 5))
    plain, history = model_and_history(observe, subject.train_classifier(root, 1))
    told, _history = model_and_history(observe, subject.train_classifier(root, 1, seed=0, device="cpu", batch_size=64))
    observe("epochs", len(history))
    pairs = list(zip(plain.state_dict().values(), told.state_dict().values(), strict=True))
    observe("both trainings give equal weights", bool(pairs) and all(torch.equal(one, other) for one, other in pairs))
