"""Hidden checks of exercise 5."""

import sys
from dataclasses import dataclass

import numpy as np
import pytest
import torch


@pytest.fixture
def gpus(monkeypatch, subject):
    """Turns this machine into one with so many GPUs, as far as torch's questions about them go.

    The file under grading is run again on it, for it may ask once and for all when it is imported.
    """

    def run_file_again():
        module = sys.modules["ex05_devices"]
        module.__spec__.loader.exec_module(module)

    def pretend(count):
        current = torch.device("cuda", 0) if count else None
        monkeypatch.setattr(torch._C, "_cuda_getDeviceCount", lambda: count, raising=False)
        monkeypatch.setattr(torch._C, "_accelerator_getAccelerator", lambda: current)
        monkeypatch.setattr(torch.cuda, "is_available", lambda: count > 0)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: count)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
        monkeypatch.setattr(torch.accelerator, "is_available", lambda: count > 0)
        monkeypatch.setattr(torch.accelerator, "device_count", lambda: count)
        monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda check_available=False: current)
        if count:
            monkeypatch.setattr(torch.cuda, "current_device", lambda: 0)
        run_file_again()

    yield pretend
    monkeypatch.undo()
    run_file_again()


@pytest.mark.points(1)
@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_best_device_of_several_gpus(subject, observe, gpus, count):
    """best_device gives cuda, its default GPU, however many GPUs there are"""
    gpus(count)
    observe("result", subject.best_device())


@pytest.mark.points(1)
@pytest.mark.parametrize("target", ["meta", torch.device("meta")])
def test_to_device_of_odd_tensors(subject, observe, target):
    """to_device moves tensors of every dtype and size, however deep they lie, and keeps their dtype"""
    batch = {
        0: [torch.tensor(2.5), torch.zeros(0), torch.zeros(2, 0, 3)],
        "ids": (torch.arange(4, dtype=torch.int32), torch.ones(2, dtype=torch.bool), torch.zeros(3).half()),
        "deep": [[({"x": [(torch.zeros(2, dtype=torch.float64),)]},)]],
    }
    observe("result", subject.to_device(batch, target))
    observe("a tuple of one", subject.to_device((torch.randn(3),), target))
    observe("a list of one", subject.to_device([torch.randint(0, 5, (2, 2))], target))


@pytest.mark.points(1)
@pytest.mark.parametrize("target", ["meta", torch.device("meta")])
def test_to_device_from_the_device_itself(subject, observe, target):
    """to_device leaves tensors where they are that lie on the device already"""
    here, there = torch.randn(2, 3), torch.zeros(2, 3, device="meta")
    observe("already there", subject.to_device({"x": there, "y": [there]}, target))
    observe("some are there", subject.to_device([here, (there, here)], target))
    observe("from the CPU to the CPU", subject.to_device({"x": here, "y": (here, 1)}, "cpu"))


@dataclass
class Sample:
    """A leaf that is no tensor."""

    size: int = 3


@pytest.mark.points(1)
@pytest.mark.parametrize("target", ["meta", "cpu"])
def test_to_device_keeps_other_objects(subject, observe, target):
    """to_device hands on leaves of any other type, the very objects, and keys of any type"""
    leaves = {"array": np.arange(3), "set": {1, 2}, "object": Sample(), "bytes": b"ab", "long": "two words", 7: 7.5}
    batch = [leaves, torch.randn(2), {(1, 2): torch.randn(1), None: None}]
    result = subject.to_device(batch, target)
    observe("result", result)
    observe("same objects", {str(key): result[0][key] is leaf for key, leaf in leaves.items()})


@pytest.mark.points(1)
@pytest.mark.parametrize("n", [1, 4])
def test_to_device_gradient(subject, observe, n):
    """to_device lets gradients flow back to the batch"""
    x, w = torch.randn(n, requires_grad=True), torch.randn(n, requires_grad=True)
    batch = {"leaf": x, "more": [(w * 2, torch.randn(n))]}
    observe("moved", subject.to_device(batch, "meta"))
    result = observe("stayed", subject.to_device(batch, "cpu"))
    (result["leaf"] * result["more"][0][0]).sum().backward()
    observe("gradients", [x.grad, w.grad], suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4, 4), (3, 3, 3), (1, 5), (5, 1), (2, 3, 1, 4)])
@pytest.mark.usefixtures("device")
def test_add_positions_of_other_shapes(subject, observe, shape):
    """add_positions counts along the last dimension of square, thin and many-dimensional tensors"""
    x = torch.randn(shape, dtype=torch.float64)
    with observe.unmodified(x=x):
        result = subject.add_positions(x)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.int64, torch.int16, torch.uint8])
def test_add_positions_dtype_elsewhere(subject, observe, dtype, elsewhere):
    """add_positions keeps dtype and device together, of transposed tensors too"""
    x = torch.randint(0, 50, (4, 6)).to(dtype)
    observe("result of a transposed tensor", subject.add_positions(x.t()))
    observe("result on another device", subject.add_positions(x.to(elsewhere)))


@pytest.mark.points(1)
@pytest.mark.parametrize(("one", "other"), [((2, 3), (3,)), ((3,), (2, 3)), ((4, 1), (1, 3)), ((2, 2), ())])
def test_add_on_first_device_broadcasts(subject, observe, one, other, elsewhere):
    """add_on_first_device adds tensors of different shapes as + does"""
    a, b = torch.randn(one, dtype=torch.float64), torch.randn(other, dtype=torch.float64)
    with observe.unmodified(a=a, b=b):
        result = subject.add_on_first_device(a, b)
    observe("result", result)
    observe("result on another device", subject.add_on_first_device(a.to(elsewhere), b))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
def test_add_on_first_device_both_elsewhere(subject, observe, shape, elsewhere):
    """add_on_first_device adds on a's device when b lies there too"""
    a, b = torch.zeros(shape, device=elsewhere), torch.zeros(shape, device=elsewhere)
    observe("result", subject.add_on_first_device(a, b))
    observe("with tensors on the CPU", subject.add_on_first_device(torch.randn(shape), torch.randn(shape)))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
def test_add_on_first_device_either_way(subject, observe, device, shape):
    """add_on_first_device gives a + b on a's device whichever of the two lies on the CPU"""
    here, there = torch.randn(shape, device="cpu"), torch.randn(shape, device=device)
    observe("b on the CPU", subject.add_on_first_device(there, here))
    observe("a on the CPU", subject.add_on_first_device(here, there))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
def test_add_on_first_device_gradient_from_elsewhere(subject, observe, device, shape):
    """add_on_first_device lets gradients flow back to a and b, whichever of the two lies on the CPU"""
    for name, first, second in (("b", device, "cpu"), ("a", "cpu", device)):
        a, b = (torch.randn(shape, device=place, requires_grad=True) for place in (first, second))
        weights = torch.randn(shape, device=first)
        result = observe(f"result with {name} on the CPU", subject.add_on_first_device(a, b))
        (result * weights).sum().backward()
        observe(f"a.grad with {name} on the CPU", a.grad, suspect="missing-gradient")
        observe(f"b.grad with {name} on the CPU", b.grad, suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("as_text", [True, False])
def test_to_device_there_and_back(subject, observe, device, as_text):
    """to_device moves tensors to the device and back to the CPU with their values"""
    batch = {"x": torch.randn(2, 3, device="cpu"), "more": [torch.arange(4, device="cpu"), (torch.ones(()),)]}
    there = subject.to_device(batch, device if as_text else torch.device(device))
    observe("there", there)
    observe("back", subject.to_device(there, "cpu"))
