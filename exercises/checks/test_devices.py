"""Public checks of exercise 5."""

import sys

import pytest
import torch


@pytest.fixture
def machine(monkeypatch, subject):
    """Turns this machine into one with other accelerators, as far as torch's questions about them go.

    The file under grading is run again on it, for it may ask once and for all when it is imported.
    """

    def run_file_again():
        module = sys.modules["ex05_devices"]
        module.__spec__.loader.exec_module(module)

    def pretend(cuda, other):
        kind = "cuda" if cuda else "mps" if other else None
        current = None if kind is None else torch.device(kind, 0)
        monkeypatch.setattr(torch._C, "_cuda_getDeviceCount", lambda: int(cuda), raising=False)
        monkeypatch.setattr(torch._C, "_accelerator_getAccelerator", lambda: current)
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: int(cuda))
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: other)
        monkeypatch.setattr(torch.accelerator, "is_available", lambda: kind is not None)
        monkeypatch.setattr(torch.accelerator, "device_count", lambda: int(kind is not None))
        monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda check_available=False: current)
        if cuda:
            monkeypatch.setattr(torch.cuda, "current_device", lambda: 0)
        run_file_again()

    yield pretend
    monkeypatch.undo()
    run_file_again()


@pytest.mark.points(1)
def test_best_device_here(subject, observe):
    """best_device returns a torch.device: cuda when this machine has it, else cpu"""
    observe("result", subject.best_device())


@pytest.mark.points(1)
@pytest.mark.parametrize(("cuda", "other"), [(True, False), (False, True), (True, True), (False, False)])
def test_best_device_elsewhere(subject, observe, machine, cuda, other):
    """best_device asks for cuda only: cuda when it is there, cpu on a machine with another accelerator"""
    machine(cuda, other)
    observe("result", subject.best_device())


@pytest.mark.points(1)
@pytest.mark.parametrize("target", ["meta", torch.device("meta")])
def test_to_device_moves_every_tensor(subject, observe, target):
    """to_device moves each tensor of nested dicts, lists and tuples, and a single tensor"""
    batch = {"x": torch.randn(2, 3), "more": [torch.randn(4), (torch.randn(1), [torch.randint(0, 9, (2,))])]}
    observe("result", subject.to_device(batch, target))
    observe("list", subject.to_device([torch.randn(2), torch.randn(3)], target))
    observe("tuple", subject.to_device((torch.randn(2), {"y": torch.randn(3)}), target))
    observe("bare tensor", subject.to_device(torch.randn(2), target))


@pytest.mark.points(1)
@pytest.mark.parametrize("target", ["meta", torch.device("meta")])
def test_to_device_keeps_other_leaves(subject, observe, target):
    """to_device does not change values that are no tensors"""
    leaves = {"name": "a", "count": 3, "share": 0.5, "flag": True, "none": None}
    batch = {"x": torch.randn(2), "leaves": leaves, "empty": [[], (), {}], "mixed": ("b", torch.randn(1), None)}
    observe("result", subject.to_device(batch, target))


@pytest.mark.points(1)
@pytest.mark.parametrize("target", ["meta", torch.device("meta")])
def test_to_device_leaves_the_batch_alone(subject, observe, target):
    """to_device does not change the batch"""
    batch = {"x": torch.randn(2, 3), "more": [torch.randn(4), {"y": torch.randn(2)}]}
    with observe.unmodified(batch=batch):
        result = subject.to_device(batch, target)
    observe("result", result)
    observe("batch on the CPU again", subject.to_device(batch, "cpu"))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(5,), (3, 4), (4, 3), (2, 1, 6)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.usefixtures("device")
def test_add_positions_values(subject, observe, shape, dtype):
    """add_positions adds 0, 1, ..., n-1 along the last dimension"""
    x = torch.randn(shape, dtype=dtype)
    with observe.unmodified(x=x):
        result = subject.add_positions(x)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", [torch.int64, torch.int32, torch.int16, torch.float16, torch.bfloat16])
def test_add_positions_dtype(subject, observe, dtype):
    """add_positions keeps x's dtype"""
    observe("result", subject.add_positions(torch.randint(0, 9, (3, 5)).to(dtype)))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(5,), (3, 4)])
def test_add_positions_device(subject, observe, shape, elsewhere):
    """add_positions works on x's device"""
    observe("result on the CPU", subject.add_positions(torch.randn(shape)))
    observe("result on another device", subject.add_positions(torch.zeros(shape, device=elsewhere)))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(5,), (3, 4)])
@pytest.mark.usefixtures("device")
def test_add_positions_gradient(subject, observe, shape):
    """add_positions lets gradients flow back to x"""
    x = torch.randn(shape, requires_grad=True)
    weights = torch.randn(shape)
    result = observe("result", subject.add_positions(x))
    (result * weights).sum().backward()
    observe("x.grad", x.grad, suspect="missing-gradient")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
@pytest.mark.usefixtures("device")
def test_add_on_first_device_values(subject, observe, shape):
    """add_on_first_device returns a + b"""
    a, b = torch.randn(shape), torch.randn(shape)
    with observe.unmodified(a=a, b=b):
        result = subject.add_on_first_device(a, b)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("first", [torch.int64, torch.float32, torch.bool])
@pytest.mark.parametrize("second", [torch.float32, torch.float64])
@pytest.mark.usefixtures("device")
def test_add_on_first_device_of_mixed_dtypes(subject, observe, first, second):
    """add_on_first_device gives values and dtype of a + b where the two dtypes differ, too"""
    a, b = torch.randint(0, 9, (2, 3)).to(first), (torch.randn(2, 3) * 5).to(second)
    observe("result", subject.add_on_first_device(a, b))
    observe("result, swapped", subject.add_on_first_device(b, a))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
def test_add_on_first_device_moves_b(subject, observe, shape, elsewhere):
    """add_on_first_device gives its result on a's device when b lives elsewhere"""
    observe("result on the CPU", subject.add_on_first_device(torch.randn(shape), torch.randn(shape)))
    a, b = torch.zeros(shape, device=elsewhere), torch.randn(shape)
    observe("result on another device", subject.add_on_first_device(a, b))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(4,), (2, 3)])
@pytest.mark.usefixtures("device")
def test_add_on_first_device_gradient(subject, observe, shape):
    """add_on_first_device lets gradients flow back to a and b"""
    a, b = torch.randn(shape, requires_grad=True), torch.randn(shape, requires_grad=True)
    weights = torch.randn(shape)
    result = observe("result", subject.add_on_first_device(a, b))
    (result * weights).sum().backward()
    observe("a.grad", a.grad, suspect="missing-gradient")
    observe("b.grad", b.grad, suspect="missing-gradient")
