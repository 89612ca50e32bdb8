"""Hidden checks of exercise 12."""

import os
import pickle
import zipfile

import pytest
import torch
from torch import nn
from torch.overrides import TorchFunctionMode


class Odd(nn.Module):
    """A model with a shared layer, a frozen one, a parameter of its own and a buffer that is not saved."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 3, bias=False)
        self.again = self.first
        self.scale = nn.Parameter(torch.ones(()))
        self.register_buffer("steps", torch.zeros(2, dtype=torch.int64))
        self.register_buffer("scratch", torch.zeros(4), persistent=False)
        self.last = nn.Sequential(nn.Dropout(0.5), nn.Linear(3, 1)).requires_grad_(False)

    def forward(self, x):
        return self.last(self.again(self.first(x)) * self.scale)


def filled(model):
    """The model with random numbers in its parameters and buffers."""
    for tensor in [*model.parameters(), *model.buffers()]:
        tensor.data.copy_(torch.randint(1, 99, tensor.shape) / (8 if tensor.is_floating_point() else 1))
    return model


def odd():
    return filled(Odd())


def normed():
    return filled(nn.Sequential(nn.BatchNorm1d(3, dtype=torch.float64), nn.Linear(3, 2, dtype=torch.float64)))


MODELS = {"odd": odd, "norm": normed}


def saved_on_a_gpu(path):
    """Turn a file that was saved on the CPU into one that was saved on a GPU: the places of its tensors are renamed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            if name.endswith("data.pkl"):
                content = content.replace(b"X\x03\x00\x00\x00cpu", b"X\x06\x00\x00\x00cuda:0")
            archive.writestr(name, content)


class Accelerator(TorchFunctionMode):
    """Lets the meta device, which holds no numbers, pass for an accelerator: copies from it do nothing."""

    def __torch_function__(self, func, types, args=(), kwargs=None):
        if getattr(func, "__name__", "") == "copy_" and args[1].is_meta and not args[0].is_meta:
            return args[0]
        return func(*args, **(kwargs or {}))


class Canary:
    """Leaves a folder behind when it is unpickled: proof that code of the file ran."""

    def __init__(self, place):
        self.place = str(place)

    def __reduce__(self):
        return os.mkdir, (self.place,)


def observe_refusal(observe, trap, load):
    """Whether loading runs code of the file, and which exception it raises."""
    refusal = None
    try:
        load()
    except Exception as error:
        refusal = error
    observe("code of the file ran", trap.exists(), suspect="unsafe-load")
    with observe.raises("exception"):
        if refusal is not None:
            raise refusal


def content_of(path):
    """What a file of plain data holds; None for any other file."""
    try:
        return torch.load(path, weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, OSError):
        return None


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["odd", "norm"])
def test_save_weights_of_odd_models(subject, observe, folder, kind):
    """save_weights writes what the state_dict holds of shared layers, frozen ones and buffers"""
    model, path = MODELS[kind](), folder / "my weights"
    with observe.unmodified(model=model):
        subject.save_weights(model, path)
    observe("content", content_of(path), graph=False)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["odd", "norm"])
def test_save_weights_again(subject, observe, folder, kind):
    """save_weights replaces a file that is there"""
    path = folder / "weights.pth"
    path.write_bytes(b"an older file" * 1000)
    subject.save_weights(MODELS[kind](), str(path))
    observe("content after the first call", content_of(path), graph=False)
    subject.save_weights(MODELS[kind](), path)
    observe("content after the second call", content_of(path), graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["odd", "norm"])
def test_load_weights_into_the_model(subject, observe, folder, kind):
    """load_weights loads into the model that it is given and returns that model"""
    path, model = folder / "weights.pt", MODELS[kind]()
    torch.save(MODELS[kind]().state_dict(), path)
    result = subject.load_weights(model, path)
    observe("weights of the model that was given", model.state_dict())
    observe("the result is that model", result is model)
    observe("mode", model.training, suspect="wrong-mode")
    flags = {name: parameter.requires_grad for name, parameter in model.named_parameters()}
    observe("requires_grad of the parameters", flags, suspect="requires-grad-changed")


@pytest.mark.points(1)
@pytest.mark.parametrize("place", ["cpu", torch.device("cpu"), None])
def test_load_weights_from_a_gpu(subject, observe, folder, place):
    """load_weights loads onto the CPU what was saved on a GPU"""
    path, model = folder / "weights.pt", normed()
    torch.save(normed().state_dict(), path)
    saved_on_a_gpu(path)
    result = subject.load_weights(model, path) if place is None else subject.load_weights(model, path, place)
    observe("weights", result.state_dict())


@pytest.mark.points(1)
@pytest.mark.parametrize("place", ["meta", torch.device("meta")])
def test_load_weights_onto_a_device(subject, observe, folder, place):
    """load_weights returns the model on the device that is asked for"""
    path, model = folder / "weights.pt", normed()
    torch.save(normed().state_dict(), path)
    with Accelerator():
        result = subject.load_weights(model, path, place)
    observe("weights", result.state_dict(), suspect="left-on-cpu")
    observe("mode", [part.training for part in result.modules()], suspect="wrong-mode")


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["old format", "nested", "whole module"])
def test_load_weights_refuses_other_files(subject, observe, folder, kind):
    """load_weights refuses code in old files too, deep inside, and whole modules"""
    path, trap, state = folder / "weights.pt", folder / "canary", normed().state_dict()
    if kind == "whole module":
        torch.save(normed(), path)
    else:
        torch.save(
            {**state, "more": [{"deep": (1, Canary(trap))}] if kind == "nested" else Canary(trap)},
            path,
            _use_new_zipfile_serialization=kind == "nested",
        )
    observe_refusal(observe, trap, lambda: subject.load_weights(normed(), path))
    if kind == "old format":
        torch.save(state, path, _use_new_zipfile_serialization=False)
        observe("weights from a plain file", subject.load_weights(normed(), path).state_dict())


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["prefix", "no buffer", "broadcastable", "transposed", "empty"])
def test_load_weights_refuses_near_misses(subject, observe, folder, kind):
    """load_weights raises RuntimeError for keys and shapes that almost fit"""
    path, state = folder / "weights.pt", normed().state_dict()
    if kind == "prefix":
        state = {f"module.{name}": value for name, value in state.items()}
    elif kind == "no buffer":
        del state["0.running_mean"]
    elif kind == "empty":
        state = {}
    else:
        weight = state["1.weight"]
        state["1.weight"] = weight[:1] if kind == "broadcastable" else weight.t().contiguous()
    torch.save(state, path)
    with observe.raises("exception"):
        subject.load_weights(normed(), path)
    if kind == "prefix":
        torch.save(normed().state_dict(), path)
        observe("weights from a file that fits", subject.load_weights(normed(), path).state_dict())


def groups(model):
    """An optimizer with two groups of parameters."""
    first, *others = model.parameters()
    return torch.optim.AdamW([{"params": [first]}, {"params": others, "lr": 0.3}], lr=0.02, amsgrad=True)


def nesterov(model):
    """An optimizer of another kind."""
    return torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.8, nesterov=True)


OPTIMIZERS = {"groups": groups, "nesterov": nesterov}


def train(model, optimizer, batches):
    """Train on the given batches."""
    for x in batches:
        optimizer.zero_grad()
        model(x).square().mean().backward()
        optimizer.step()


def trained(kind, place="cpu"):
    """A model and its optimizer after two steps."""
    model = normed().to(place)
    optimizer = OPTIMIZERS[kind](model)
    train(model, optimizer, torch.randn(2, 5, 3, dtype=torch.float64).to(place))
    return model, optimizer


def states_of(kind, place):
    """What a checkpoint holds of a model and an optimizer after two steps."""
    model, optimizer = trained(kind, place)
    return {"model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict()}


@pytest.fixture
def write_checkpoint(once):
    """Writes a checkpoint, without the function under grading; all checks share what is in it of each kind."""

    def write(path, kind, epoch=4, place="cpu", **more):
        states = once(f"{kind} on {place}", lambda: states_of(kind, place)).result
        torch.save({"epoch": epoch, "loss": 1.5, **states, **more}, path)

    return write


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["groups", "nesterov"])
def test_save_checkpoint_again(subject, observe, folder, kind):
    """save_checkpoint replaces a file that is there, whatever its loss was"""
    path = folder / "latest checkpoint"
    for epoch, loss in ((11, 0.125), (12, 7.0625)):
        subject.save_checkpoint(path, *trained(kind), epoch, loss)
        observe(f"content after epoch {epoch}", content_of(path), graph=False)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("loss", [float("inf"), 1.23456789e-7])
def test_save_checkpoint_of_any_loss(subject, observe, folder, loss):
    """save_checkpoint stores epoch and loss as given, before the first step too"""
    model, path = odd(), folder / "checkpoint.pt"
    subject.save_checkpoint(path, model, nesterov(model), 0, loss)
    observe("content", content_of(path), graph=False, rtol=1e-12, atol=0.0)


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["groups", "nesterov"])
def test_load_checkpoint_of_other_optimizers(subject, observe, folder, write_checkpoint, kind):
    """load_checkpoint restores every group of the optimizer, and training goes on as if it had never stopped"""
    path, model = folder / "checkpoint.pt", normed()
    write_checkpoint(path, kind)
    optimizer, batches = OPTIMIZERS[kind](model), torch.randn(3, 5, 3, dtype=torch.float64)
    observe("next epoch", subject.load_checkpoint(path, model, optimizer), suspect="epoch-off-by-one")
    observe("optimizer", optimizer.state_dict(), suspect="optimizer-state-lost")
    train(model, optimizer, batches)
    observe("weights after three more steps", model.state_dict(), suspect="optimizer-state-lost")


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["groups", "nesterov"])
def test_load_checkpoint_rewinds(subject, observe, folder, kind):
    """load_checkpoint takes a model and an optimizer back that went on in the meantime"""
    path, (model, optimizer) = folder / "checkpoint.pt", trained(kind)
    states = {"model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict()}
    torch.save({"epoch": 8, "loss": 0.5, **states}, path)
    batches = torch.randn(3, 4, 3, dtype=torch.float64)
    train(model, optimizer, batches)
    observe("next epoch", subject.load_checkpoint(path, model, optimizer), suspect="epoch-off-by-one")
    observe("weights", model.state_dict())
    train(model, optimizer, batches)
    observe("weights after training again", model.state_dict(), suspect="optimizer-state-lost")


@pytest.mark.points(1)
@pytest.mark.parametrize("place", ["cpu", torch.device("cpu"), None])
def test_load_checkpoint_from_a_gpu(subject, observe, folder, write_checkpoint, place):
    """load_checkpoint loads onto the CPU what was saved on a GPU"""
    path, model = folder / "checkpoint.pt", normed()
    write_checkpoint(path, "groups")
    saved_on_a_gpu(path)
    optimizer = groups(model)
    more = () if place is None else (place,)
    observe("next epoch", subject.load_checkpoint(path, model, optimizer, *more), suspect="epoch-off-by-one")
    observe("weights", model.state_dict())
    observe("optimizer", optimizer.state_dict(), suspect="optimizer-state-lost")


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["old format", "in the optimizer's state", "whole model"])
def test_load_checkpoint_refuses_other_files(subject, observe, folder, write_checkpoint, kind):
    """load_checkpoint refuses code in old files too, deep inside, and whole models"""
    path, trap, model = folder / "checkpoint.pt", folder / "canary", normed()
    if kind == "old format":
        torch.save({"epoch": 1, "loss": Canary(trap)}, path, _use_new_zipfile_serialization=False)
    elif kind == "whole model":
        write_checkpoint(path, "nesterov", model_state_dict=normed())
    else:
        write_checkpoint(path, "nesterov", optimizer_state_dict={"state": {0: {"x": Canary(trap)}}, "param_groups": []})
    optimizer = nesterov(model)
    observe_refusal(observe, trap, lambda: subject.load_checkpoint(path, model, optimizer))
    if kind == "old format":
        write_checkpoint(path, "nesterov", epoch=2)
        resumed = subject.load_checkpoint(path, model, optimizer)
        observe("next epoch from a plain file", resumed, suspect="epoch-off-by-one")


@pytest.mark.points(1)
@pytest.mark.parametrize("as_text", [True, False])
def test_load_weights_across_devices(subject, observe, folder, device, as_text):
    """load_weights loads onto the device that is asked for what was saved on another"""
    path, place = folder / "weights.pt", device if as_text else torch.device(device)
    torch.save(normed().to("cpu").state_dict(), path)
    observe("from the CPU", subject.load_weights(normed().to("cpu"), path, place).state_dict())
    if device != "cpu":
        torch.save(normed().to(device).state_dict(), path)
        observe("to the CPU", subject.load_weights(normed().to("cpu"), path).state_dict())


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["groups", "nesterov"])
def test_load_checkpoint_across_devices(subject, observe, folder, write_checkpoint, device, kind):
    """load_checkpoint resumes on the device of the model what was saved on another"""
    path, batches = folder / "checkpoint.pt", torch.randn(1, 5, 3, dtype=torch.float64)
    ways = {"from the CPU": ("cpu", device), "to the CPU": (device, "cpu")}
    for name, (saved, place) in list(ways.items())[: 1 if device == "cpu" else 2]:
        write_checkpoint(path, kind, place=saved)
        model = normed().to(place)
        optimizer = OPTIMIZERS[kind](model)
        subject.load_checkpoint(path, model, optimizer, place)
        observe(f"weights {name}", model.state_dict())
        train(model, optimizer, batches.to(place))
        observe(f"weights {name} after one more step", model.state_dict(), suspect="optimizer-state-lost")
