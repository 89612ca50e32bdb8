"""Public checks of exercise 12."""

import os
import pickle
from pathlib import Path

import pytest
import torch
from torch import nn


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


DOUBLE = {"dtype": torch.float64}


def network():
    """A small network with buffers, in float64, filled with random numbers."""
    layers = [nn.Linear(3, 4, **DOUBLE), nn.BatchNorm1d(4, **DOUBLE), nn.ReLU(), nn.Linear(4, 2, **DOUBLE)]
    model = nn.Sequential(*layers)
    for tensor in model.state_dict().values():
        if tensor.is_floating_point():
            tensor.copy_(torch.rand_like(tensor) + 0.5)
    return model


def plain_load(path):
    """What the file holds, if it is plain data, and the names of the things in it that are not."""
    try:
        return torch.load(path, weights_only=True), "nothing"
    except (pickle.UnpicklingError, RuntimeError, EOFError, OSError):
        pass
    try:
        return None, ", ".join(sorted(torch.serialization.get_unsafe_globals_in_checkpoint(path)))
    except (ValueError, RuntimeError, pickle.UnpicklingError, EOFError, OSError):
        return None, "all of it, for torch.load cannot read it"


def holds_objects(names):
    """Whether whole modules or optimizers are among the things that are no plain data."""
    return "torch.nn." in names or "torch.optim." in names


@pytest.mark.points(1)
@pytest.mark.parametrize("as_text", [True, False])
def test_save_weights_content(subject, observe, folder, as_text):
    """save_weights writes the state_dict and nothing else, to a str or a Path"""
    model, path = network(), folder / "weights.pt"
    with observe.unmodified(model=model):
        observe("result", subject.save_weights(model, str(path) if as_text else path))
    observe("the file is there", path.is_file())
    loaded, foreign = plain_load(path)
    observe("the file holds a whole module", holds_objects(foreign), suspect="whole-model-saved")
    observe("what is no plain data", foreign)
    observe("content", loaded, graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("training", [True, False])
def test_save_weights_of_a_trained_model(subject, observe, folder, training):
    """save_weights writes parameters and buffers as they are when it is called"""
    model, path = network().train(training), folder / "weights.pt"
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model(torch.randn(6, 3, dtype=torch.float64)).sum().backward()
    subject.save_weights(model, path)
    optimizer.step()
    loaded, foreign = plain_load(path)
    observe("the file holds a whole module", holds_objects(foreign), suspect="whole-model-saved")
    observe("what is no plain data", foreign)
    observe("content", loaded, graph=False)
    observe("model.training afterwards", model.training, suspect="mode-not-restored")


@pytest.mark.points(1)
@pytest.mark.parametrize("as_text", [True, False])
def test_load_weights_content(subject, observe, folder, as_text):
    """load_weights returns the model with the saved weights, in eval mode"""
    saved, path = network().state_dict(), folder / "weights.pt"
    torch.save(saved, path)
    model = network().train()
    result = observe("result", subject.load_weights(model, str(path) if as_text else path))
    observe("weights of the result", result.state_dict())
    observe("mode of the result", [part.training for part in result.modules()], suspect="wrong-mode")
    observe("output of the result", result(torch.randn(5, 3, dtype=torch.float64)))


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["object", "module", "pickle"])
def test_load_weights_refuses_code(subject, observe, folder, kind):
    """load_weights raises pickle.UnpicklingError for a file with more than plain data, and runs none of its code"""
    path, trap, model = folder / "weights.pt", folder / "canary", network()
    content = {**network().state_dict(), "trap": Canary(trap)}
    if kind == "object":
        torch.save(content, path)
    elif kind == "module":
        whole = network()
        whole.trap = Canary(trap)
        torch.save(whole, path)
    else:
        path.write_bytes(pickle.dumps(Canary(trap)))
    observe_refusal(observe, trap, lambda: subject.load_weights(model, path))
    if kind == "object":
        torch.save(network().state_dict(), path)
        observe("weights from a plain file", subject.load_weights(model, path).state_dict())


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["missing key", "extra key", "wrong shape"])
def test_load_weights_refuses_other_models(subject, observe, folder, kind):
    """load_weights raises RuntimeError for keys or shapes that do not fit the model"""
    path, state = folder / "weights.pt", network().state_dict()
    if kind == "missing key":
        del state["3.bias"]
    elif kind == "extra key":
        state["4.bias"] = torch.zeros(2)
    else:
        state["3.weight"] = torch.zeros(2, 5)
    torch.save(state, path)
    with observe.raises("exception"):
        subject.load_weights(network(), path)
    if kind == "missing key":
        torch.save(network().state_dict(), path)
        observe("weights from a file that fits", subject.load_weights(network(), path).state_dict())


def train(model, optimizer, steps):
    """Train on random batches drawn from a fixed seed."""
    generator = torch.Generator().manual_seed(11)
    for _ in range(steps):
        x = torch.randn(6, 3, generator=generator, dtype=torch.float64)
        optimizer.zero_grad()
        model(x).square().mean().backward()
        optimizer.step()


OPTIMIZERS = {
    "adam": lambda model: torch.optim.Adam(model.parameters(), lr=0.05),
    "momentum": lambda model: torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9),
}


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["adam", "momentum"])
def test_save_checkpoint_content(subject, observe, folder, kind):
    """save_checkpoint writes epoch, model_state_dict, optimizer_state_dict and loss, and no other key"""
    model, path = network(), folder / "checkpoint.pt"
    optimizer = OPTIMIZERS[kind](model)
    train(model, optimizer, 2)
    epoch, loss = int(torch.randint(0, 90, ())), torch.rand(()).item()
    observe("result", subject.save_checkpoint(path, model, optimizer, epoch, loss))
    observe("the file is there", path.is_file())
    loaded, foreign = plain_load(path)
    observe("the file holds a whole module or optimizer", holds_objects(foreign), suspect="whole-model-saved")
    observe("what is no plain data", foreign)
    observe("content", loaded, graph=False)


@pytest.mark.points(1)
@pytest.mark.parametrize("epoch", [0, 7])
def test_save_checkpoint_now(subject, observe, folder, epoch):
    """save_checkpoint writes the state at the time of the call, to a str too, and changes nothing"""
    model, path = network(), folder / "checkpoint.pt"
    optimizer = OPTIMIZERS["adam"](model)
    train(model, optimizer, 2)
    with observe.unmodified(model=model):
        subject.save_checkpoint(str(path), model, optimizer, epoch, 0.25)
    train(model, optimizer, 1)
    loaded, foreign = plain_load(path)
    observe("the file holds a whole module or optimizer", holds_objects(foreign), suspect="whole-model-saved")
    observe("what is no plain data", foreign)
    observe("content", loaded, graph=False)


def states_of(kind):
    """What a checkpoint holds of a model and an optimizer after two steps."""
    model = network()
    optimizer = OPTIMIZERS[kind](model)
    train(model, optimizer, 2)
    return {"model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict()}


@pytest.fixture
def write_checkpoint(once):
    """Writes a checkpoint, without the function under grading; all checks share what is in it of each kind."""

    def write(path, epoch, kind, **more):
        states = once(kind, lambda: states_of(kind)).result
        torch.save({"epoch": epoch, "loss": 0.5, **states, **more}, path)

    return write


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["adam", "momentum"])
def test_load_checkpoint_resumes(subject, observe, folder, write_checkpoint, kind):
    """load_checkpoint lets training continue with the same numbers as without a stop"""
    path = folder / "checkpoint.pt"
    write_checkpoint(path, 3, kind)
    model = network()
    optimizer = OPTIMIZERS[kind](model)
    observe("next epoch", subject.load_checkpoint(path, model, optimizer), suspect="epoch-off-by-one")
    observe("weights", model.state_dict())
    observe("optimizer", optimizer.state_dict(), suspect="optimizer-state-lost")
    train(model, optimizer, 2)
    observe("weights after two more steps", model.state_dict(), suspect="optimizer-state-lost")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("epoch", [0, 6])
def test_load_checkpoint_next_epoch(subject, observe, folder, write_checkpoint, epoch):
    """load_checkpoint returns the epoch after the one that was completed, as an int"""
    path = folder / "checkpoint.pt"
    write_checkpoint(path, epoch, "momentum")
    model = network()
    observe(
        "next epoch",
        subject.load_checkpoint(str(path), model, OPTIMIZERS["momentum"](model)),
        suspect="epoch-off-by-one",
    )


@pytest.mark.points(0.5)
@pytest.mark.parametrize("training", [True, False])
def test_load_checkpoint_keeps_the_mode(subject, observe, folder, write_checkpoint, training):
    """load_checkpoint does not change the mode of the model"""
    path = folder / "checkpoint.pt"
    write_checkpoint(path, 2, "adam")
    model = network().train(training)
    observe("next epoch", subject.load_checkpoint(path, model, OPTIMIZERS["adam"](model)), suspect="epoch-off-by-one")
    observe("modes afterwards", [part.training for part in model.modules()], suspect="mode-not-restored")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("key", ["loss", "extra"])
def test_load_checkpoint_refuses_code(subject, observe, folder, write_checkpoint, key):
    """load_checkpoint raises pickle.UnpicklingError for a file with more than plain data, and runs none of its code"""
    path, trap = folder / "checkpoint.pt", folder / "canary"
    write_checkpoint(path, 4, "adam", **{key: Canary(trap)})
    model = network()
    optimizer = OPTIMIZERS["adam"](model)
    observe_refusal(observe, trap, lambda: subject.load_checkpoint(path, model, optimizer))
    if key == "loss":
        write_checkpoint(path, 5, "adam")
        resumed = subject.load_checkpoint(path, model, optimizer)
        observe("next epoch from a plain file", resumed, suspect="epoch-off-by-one")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["adam", "momentum"])
def test_load_checkpoint_restores_settings(subject, observe, folder, write_checkpoint, kind):
    """load_checkpoint restores the optimizer's settings, such as the learning rate, in the optimizer it is given"""
    path = folder / "checkpoint.pt"
    write_checkpoint(path, 1, kind)
    model = network()
    optimizer = OPTIMIZERS[kind](model)
    for group in optimizer.param_groups:
        group["lr"] = 9.0
    observe("next epoch", subject.load_checkpoint(path, model, optimizer), suspect="epoch-off-by-one")
    observe("learning rate", [group["lr"] for group in optimizer.param_groups], suspect="optimizer-state-lost")
    held = [param for group in optimizer.param_groups for param in group["params"]]
    same = all(one is other for one, other in zip(held, model.parameters(), strict=True))
    observe("the optimizer holds the model's parameters", same, suspect="replaced-parameter")
    observe("the file stays", Path(path).is_file())
