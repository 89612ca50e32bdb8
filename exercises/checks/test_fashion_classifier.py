"""Public checks of exercise 13."""

import shutil
import struct

import numpy as np
import pytest
import torch
from torch import nn
from torchvision.datasets import FashionMNIST

from tensorgrade.probes import spy_on_model

MARGIN = 0.15  # how far below the reference's the accuracy may be


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


def read(root, train):
    """Images in [0, 1] and labels of one split."""
    split = FashionMNIST(root, train=train)
    return split.data[:, None].float() / 255, split.targets


def small_root(data_root, folder, sizes):
    """A folder with random samples of the course's data, in the same format."""
    raw = folder / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for stem, size in zip(("train", "t10k"), sizes, strict=True):
        split = FashionMNIST(data_root, train=stem == "train")
        chosen = np.random.permutation(len(split))[:size]
        images, labels = split.data.numpy()[chosen], split.targets.numpy()[chosen].astype(np.uint8)
        (raw / f"{stem}-images-idx3-ubyte").write_bytes(struct.pack(">IIII", 0x803, size, 28, 28) + images.tobytes())
        (raw / f"{stem}-labels-idx1-ubyte").write_bytes(struct.pack(">II", 0x801, size) + labels.tobytes())
    return folder


def accuracies(model, root):
    """The model's accuracy on the test split, with images normalised and as they are in [0, 1]."""
    images, labels = read(root, train=False)
    with torch.no_grad():
        outputs = [model((images - 0.2860) / 0.3530), model(images)]
    return [(logits.argmax(1) == labels).double().mean().item() for logits in outputs]


def model_and_history(observe, result):
    """The two parts that train_classifier returns, once it is recorded whether they are there."""
    parts = result if isinstance(result, tuple | list) else [result]
    kinds = ["model" if isinstance(part, nn.Module) else "history" for part in parts]
    observe("parts of the result", {f"{place}. {kind}": None for place, kind in enumerate(kinds, 1)})
    model, history = result
    return model, history


@pytest.mark.points(1.5)
@pytest.mark.timeout(60)
@pytest.mark.draws(1)
@pytest.mark.parametrize("data", ["whole", "part"])
def test_trained_accuracy(subject, observe, data_root, folder, seed, data):
    """train_classifier reaches the reference's accuracy on the test split, less 0.15"""
    root, epochs = (data_root, 2) if data == "whole" else (small_root(data_root, folder, (400, 100)), 5)
    model, history = model_and_history(observe, subject.train_classifier(root, epochs, seed=seed % 1000))
    accuracy = max(accuracies(model.eval(), root))
    observe("accuracy on the test split", accuracy, at_least=MARGIN, suspect="low-accuracy")
    observe("epochs of the history", [entry["epoch"] for entry in history])
    observe("the loss of the last epoch is below the first's", history[-1]["train_loss"] < history[0]["train_loss"])


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("epochs", [1, 3])
def test_history(subject, observe, data_root, folder, epochs):
    """train_classifier returns the history as fit does, measured on the test split, and the model in eval mode"""
    root = small_root(data_root, folder, (60, 37))
    model, history = model_and_history(observe, subject.train_classifier(root, epochs, batch_size=16))
    observe("keys", [dict.fromkeys(entry) for entry in history])
    observe("epochs", [entry["epoch"] for entry in history])
    numbers = ("train_loss", "val_loss", "val_accuracy")
    # A new number of each type, for types themselves are not recorded.
    observe("types", [[type(entry[key])() for key in numbers] for entry in history])
    observe("modes", [part.training for part in model.modules()][:1], suspect="wrong-mode")
    last = history[-1]["val_accuracy"]
    observe(
        "last val_accuracy is the model's on the test split",
        any(abs(last - own) < 0.02 for own in accuracies(model, root)),
    )


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("seed_given", [3, 8])
def test_seed(subject, observe, data_root, folder, seed_given):
    """train_classifier gives equal weights for equal seeds, different ones for different seeds"""
    root = small_root(data_root, folder, (60, 20))
    runs = []
    for number in (seed_given, seed_given, seed_given + 1):
        torch.rand(5)
        result = subject.train_classifier(str(root), 1, seed=number, batch_size=20)
        model, history = model_and_history(observe, result)
        runs.append(torch.cat([p.detach().flatten() for p in model.parameters()]))
    observe("keys of the history", sorted(history[0]))
    observe("equal seeds give equal weights", torch.equal(runs[0], runs[1]), suspect="unseeded-shuffle")
    observe("different seeds give equal weights", torch.equal(runs[1], runs[2]), suspect="unseeded-shuffle")


def passes_of(call):
    """The result of a call; the mode and images of each forward pass of a whole model in it; whether it learned."""
    passes, running, began = [], [], []

    def enter(module, args):
        images = args[0] if args and isinstance(args[0], torch.Tensor) else torch.zeros(0)
        if not running and images.shape[1:] == (1, 28, 28):
            began.extend((p, p.detach().clone()) for p in module.parameters() if not passes)
            passes.append((module.training, images))
        running.append(module)

    def leave(module, args, output):
        running.pop()

    handles = [
        nn.modules.module.register_module_forward_pre_hook(enter),
        nn.modules.module.register_module_forward_hook(leave, always_call=True),
    ]
    try:
        return call(), passes, any(not torch.equal(parameter, before) for parameter, before in began)
    finally:
        for handle in handles:
            handle.remove()


@pytest.mark.points(1)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("samples", [60, 50])
def test_batches(subject, observe, data_root, folder, samples):
    """train_classifier trains on the training split alone, in batches of the right size, shuffled anew each epoch"""
    root = small_root(data_root, folder, (samples, 20))
    result, passes, learned = passes_of(lambda: subject.train_classifier(root, 2, batch_size=16))
    model, history = model_and_history(observe, result)
    observe("epochs", len(history))
    trained = [x.shape[0] for training, x in passes if training]
    observe("samples in train mode", sum(trained), suspect="dropped-samples")
    observe("largest batch", max(trained, default=0))
    first = torch.cat([x for training, x in passes if training])[:samples] if trained else torch.zeros(0)
    second = torch.cat([x for training, x in passes if training])[samples:] if trained else torch.zeros(0)
    observe(
        "two epochs have the same order",
        first.shape == second.shape and torch.equal(first, second),
        suspect="same-order-every-epoch",
    )
    observe("modes", model.training, suspect="wrong-mode")
    observe("parameters change", learned or not passes, suspect="missing-step")


@pytest.mark.points(0.5)
@pytest.mark.timeout(30)
@pytest.mark.parametrize("samples", [40, 30])
def test_data_stays(subject, observe, data_root, folder, connections, samples):
    """train_classifier downloads nothing and raises RuntimeError where there are no files"""
    with observe.raises("exception without files"):
        subject.train_classifier(folder / "empty", 1)
    observe("downloads that were tried", len(connections) > 0, suspect="network-access")
    shutil.rmtree(folder / "empty", ignore_errors=True)
    root = small_root(data_root, folder, (samples, 10))
    _model, history = model_and_history(observe, subject.train_classifier(root, 2))
    observe("epochs with files", [entry["epoch"] for entry in history])


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
    """predict_labels runs in eval mode and puts the mode back that it found"""
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
