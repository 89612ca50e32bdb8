"""The simulated accelerator: it agrees with the CPU, refuses what a GPU refuses, and tells where tensors came from."""

from __future__ import annotations

import copy
import importlib.util
import io
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from sim_conformance import __main__ as full
from sim_conformance.course import course_cases, grid
from sim_conformance.operators import operator_cases
from sim_conformance.outcome import Case, difference
from torch import nn

from tensorgrade.worker.sim import Mixture, Origin, Origins, SimUnavailable, backend, install

install()  # before any test runs: autograd counts the devices at the first backward of a process


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def said(run: Callable[[], object]) -> str:
    with pytest.raises((RuntimeError, TypeError)) as caught:
        run()
    return str(caught.value)


@pytest.mark.parametrize("case", list(course_cases()), ids=lambda case: case.name)
def test_the_course_s_operations_give_what_they_give_on_the_cpu(case: Case) -> None:
    assert difference(case, "sim") is None


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device here")
def test_the_course_s_operations_give_the_same_on_cuda() -> None:
    assert [found for case in course_cases() if (found := difference(case, "cuda"))] == []


@pytest.mark.skipif(not importlib.util.find_spec("expecttest"), reason="torch's tables need expecttest")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_torch_s_operators_give_what_they_give_on_the_cpu(request: pytest.FixtureRequest) -> None:
    """One in eight of them; all with --long, and more of each in `make devices`."""
    every = 1 if request.config.getoption("--long") else 8
    cases = list(operator_cases(samples=1, every=every))
    assert len(cases) > 500 / every
    assert [found for case in cases if (found := difference(case, "sim"))] == []


def test_a_difference_is_told() -> None:
    assert difference(Case("values", lambda d: torch.tensor(float(d == "sim"), device=d)), "sim") == (
        "values: Scalars are not close!"
    )
    assert difference(Case("device", lambda d: torch.ones(1)), "sim") == "device: a result is on cpu"
    assert difference(Case("strides", lambda d: grid(d) if d == "cpu" else grid(d).t().contiguous().t()), "sim") == (
        "strides: strides (4, 1) on the CPU, (1, 3) on sim"
    )
    assert difference(Case("numbers", lambda d: [1, d]), "sim") == (
        "numbers: ['1', \"'cpu'\"] on the CPU, ['1', \"'sim'\"] on sim"
    )
    assert difference(Case("error", lambda d: 1 // (d == "cpu")), "sim") == (
        "error: a value on the CPU, ZeroDivisionError: integer division or modulo by zero on sim"
    )


def test_the_full_suite_prints_counts_and_differences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(full, "KNOWN", {"to": "it goes elsewhere"})
    monkeypatch.setattr(full, "course_cases", lambda: [Case("grid", grid)])
    monkeypatch.setattr(full, "operator_cases", lambda samples: [Case("ones", lambda d: torch.ones(1))])
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert full.main() == 1
    assert capsys.readouterr().out == (
        "sim: 1 of 2 cases as on the CPU (50.0%)\n  ones: a result is on cpu\nleft out: to (it goes elsewhere)\n"
    )
    monkeypatch.setattr(full, "operator_cases", lambda samples: [])
    assert full.main() == 0


def test_the_full_suite_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def lacking(samples: int) -> list[Case]:
        raise ModuleNotFoundError("No module named 'expecttest'", name="expecttest")

    monkeypatch.setattr(full, "operator_cases", lacking)
    assert full.main() == 2
    assert capsys.readouterr().out == "torch's tables of operators need expecttest: pip install -e '.[dev]'\n"

    def absent() -> None:
        raise SimUnavailable("the simulated accelerator needs torch 2.10 or newer; this is torch 2.9.1")

    monkeypatch.setattr(full, "install", absent)
    assert full.main() == 2
    assert capsys.readouterr().out == (
        "sim: absent: the simulated accelerator needs torch 2.10 or newer; this is torch 2.9.1\n"
    )


TWO = "Expected all tensors to be on the same device, but found at least two devices, sim:0 and cpu!"
ONE = "Expected all tensors to be on the same device, but got {} is on {}, different from other tensors on {} "
MIXTURES: dict[str, tuple[Callable[[torch.Tensor, torch.Tensor], object], str]] = {
    "add": (lambda s, c: s + c, TWO),
    "add to the CPU's": (lambda s, c: c + s, TWO),
    "sim number to the CPU's": (lambda s, c: c + s[0, 0], TWO),
    "in place": (lambda s, c: s.add_(c), TWO),
    "compare": (lambda s, c: s > c, TWO),
    "where": (lambda s, c: torch.where(s > 0, s, c), TWO),
    "mse": (lambda s, c: nn.functional.mse_loss(s, c), TWO),
    "set by index": (lambda s, c: s.__setitem__([0, 1], c[:2]), TWO),
    "matmul": (
        lambda s, c: s @ c.t(),
        ONE.format("mat2", "cpu", "sim:0") + "(when checking argument in method wrapper_SIM_mm)",
    ),
    "linear, batch left": (
        lambda s, c: nn.Linear(4, 2).to("sim")(c),
        ONE.format("mat1", "cpu", "sim:0") + "(when checking argument in method wrapper_SIM_addmm)",
    ),
    "linear, model left": (
        lambda s, c: nn.Linear(4, 2)(s),
        ONE.format("mat1", "sim:0", "cpu") + "(when checking argument in method wrapper_SIM_addmm)",
    ),
    "cat": (
        lambda s, c: torch.cat([s, c]),
        ONE.format("tensors", "cpu", "sim:0") + "(when checking argument in method wrapper_SIM_cat)",
    ),
    "labels left": (
        lambda s, c: nn.functional.cross_entropy(s, torch.tensor([0, 1, 2])),
        ONE.format("target", "cpu", "sim:0") + "(when checking argument in method wrapper_SIM_nll_loss_forward)",
    ),
    "embedding": (
        lambda s, c: nn.Embedding(3, 2).to("sim")(torch.tensor([1])),
        ONE.format("index", "cpu", "sim:0") + "(when checking argument in method wrapper_SIM__index_select)",
    ),
    "convolution, batch left": (
        lambda s, c: nn.Conv1d(3, 2, 1).to("sim")(c),
        "Input type (torch.FloatTensor) and weight type (torch.sim.FloatTensor) should be the same"
        " or input should be a MKLDNN tensor and weight is a dense tensor",
    ),
    "convolution, model left": (
        lambda s, c: nn.Conv1d(3, 2, 1)(s),
        "Input type (torch.sim.FloatTensor) and weight type (torch.FloatTensor) should be the same",
    ),
    "CPU's by sim index": (
        lambda s, c: c[torch.tensor([0], device="sim")],
        "indices should be either on cpu or on the same device as the indexed tensor (cpu)",
    ),
    "written to the CPU's": (
        lambda s, c: torch.add(s, s, out=c),
        "Expected out tensor to have device sim:0, but got cpu instead",
    ),
    "numpy": (
        lambda s, c: s.numpy(),
        "can't convert sim:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.",
    ),
    "CPU generator": (
        lambda s, c: torch.rand(2, device="sim", generator=torch.Generator()),
        "Expected a 'sim' device type for generator but found 'cpu'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MIXTURES)
def test_mixed_devices_are_refused_in_torch_s_own_words(name: str) -> None:
    run, words = MIXTURES[name]
    assert said(lambda: run(grid("sim"), grid("cpu"))) == words


def test_a_module_keeps_its_parameters_when_it_moves() -> None:
    model = nn.Linear(2, 2)
    model(torch.ones(1, 2)).sum().backward()
    before = dict(model.named_parameters())
    assert model.to("sim") is model
    assert all(parameter is before[name] for name, parameter in model.named_parameters())
    assert {str(tensor.device) for p in model.parameters() for tensor in (p, p.grad)} == {"sim:0"}
    assert {type(parameter) for parameter in model.parameters()} == {nn.Parameter}
    assert model.cpu().weight.device.type == "cpu" and model.weight is before["weight"]


def test_what_is_saved_on_the_device_loads_there_and_on_the_cpu() -> None:
    file = io.BytesIO()
    x = grid("sim")
    torch.save({"x": x, "row": x[1]}, file)
    for place, device in ((None, "sim:0"), ("cpu", "cpu"), ("sim", "sim:0"), (torch.device("sim"), "sim:0")):
        file.seek(0)
        loaded = torch.load(file, map_location=place)
        assert str(loaded["x"].device) == device
        assert loaded["row"].cpu().tolist() == x[1].tolist()
        loaded["x"].zero_()
        assert loaded["row"].sum().item() == 0


def test_its_default_generator_is_its_own() -> None:
    torch.manual_seed(3)
    first = torch.randn(4, device="sim")
    assert torch.equal(first.cpu(), torch.randn(4))
    state = torch.sim.get_rng_state()
    again = torch.rand(2, device="sim")
    torch.sim.set_rng_state(state)
    assert torch.equal(torch.rand(2, device="sim"), again)
    torch.sim.manual_seed(3)
    assert torch.sim.initial_seed() == 3
    assert torch.equal(torch.randn(4, device="sim"), first)
    torch.sim.seed()
    assert torch.sim.initial_seed() != 3


def test_generators_are_generators() -> None:
    assert isinstance(torch.Generator(), torch.Generator)
    assert isinstance(torch.default_generator, torch.Generator)
    assert str(torch.Generator("sim").device) == "sim:0"
    assert not isinstance(3, torch.Generator)


def test_it_is_the_machine_s_accelerator() -> None:
    assert torch.accelerator.current_accelerator() == torch.device("sim")
    assert torch.accelerator.is_available() and torch.accelerator.device_count() == 1
    torch.accelerator.synchronize()
    torch.accelerator.empty_cache()
    assert torch.accelerator.memory_allocated() == 0
    assert torch.sim.is_available() and torch.sim.is_initialized()
    assert (torch.sim.device_count(), torch.sim.current_device()) == (1, 0)
    assert torch.sim.get_device_name() == "simulated accelerator"
    assert torch.sim.memory_allocated() == 0
    assert torch.sim.get_amp_supported_dtype() == [torch.float16, torch.bfloat16]
    torch.sim.set_device(0)
    torch.sim.synchronize()
    with torch.sim.device("sim"), torch.autocast("sim"):
        assert (grid("sim") @ grid("sim").t()).is_sim


def test_batches_may_be_pinned() -> None:
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(grid("cpu")), pin_memory=True)
    assert [batch.to("sim", non_blocking=True).device.type for (batch,) in loader] == ["sim"] * 3


def test_resizing_takes_more_memory_and_keeps_numbers() -> None:
    x = torch.arange(4.0, device="sim")[1:3]
    assert x.resize_(5).tolist()[:3] == [1.0, 2.0, 3.0]
    assert torch.zeros(2, device="sim").set_(grid("sim")).tolist() == grid("cpu").tolist()
    assert copy.deepcopy(grid("sim").untyped_storage()).nbytes() == 48


def test_the_memory_is_shared_and_let_go() -> None:
    host = torch.zeros(10)
    uses = torch._C._storage_Use_Count(host.untyped_storage()._cdata)  # type: ignore[attr-defined]
    from tensorgrade.worker.sim.memory import on_host, on_sim

    there = on_sim(host)
    back = on_host(there)
    assert back.data_ptr() == host.data_ptr()
    del there, back
    assert torch._C._storage_Use_Count(host.untyped_storage()._cdata) == uses  # type: ignore[attr-defined]


STUDENT = """
import torch
from torch import nn

def positions(x):
    steps = torch.arange(x.shape[-1])
    doubled = steps.view(-1)
    return x + doubled

def model():
    return nn.Linear(4, 2)

def predict(model, x):
    return model(x)

def nothing(x):
    return x.cpu() * 2
"""


@pytest.fixture
def student(tmp_path: Path) -> dict[str, Callable[..., torch.Tensor]]:
    file = tmp_path / "ex05_devices.py"
    file.write_text(STUDENT)
    names: dict[str, Callable[..., torch.Tensor]] = {}
    exec(compile(STUDENT, str(file), "exec"), names)
    return names


def test_a_mixture_is_traced_to_where_its_cpu_tensor_was_made(
    student: dict[str, Callable[..., torch.Tensor]], tmp_path: Path
) -> None:
    file = str(tmp_path / "ex05_devices.py")
    with Origins(tmp_path) as origins:
        with pytest.raises(RuntimeError) as caught:
            student["positions"](grid("sim"))
        assert origins.mixture == Mixture(failed=Origin(file, 8, "positions"), made=Origin(file, 6, "positions"))
        model = student["model"]()
        said(lambda: student["predict"](model, grid("sim")))
        assert origins.mixture == Mixture(failed=Origin(file, 14, "predict"), made=Origin(file, 11, "model"))
        said(lambda: student["predict"](model.to("sim"), grid("cpu")))
        assert origins.mixture == Mixture(failed=Origin(file, 14, "predict"), made=None)
        assert origins.of(student["nothing"](grid("sim"))) == Origin(file, 17, "nothing")
        assert origins.of(grid("cpu")) is None
        said(lambda: torch.cat([grid("sim"), grid("cpu")]))
        assert origins.mixture == Mixture(failed=None, made=None)
        said(lambda: grid("sim") @ torch.ones(7, device="sim"))
        assert origins.mixture is None
    lines = [frame.lineno for frame in traceback.extract_tb(caught.tb) if frame.filename == file]
    assert lines == [8]


def test_a_second_install_does_nothing() -> None:
    install()
    assert torch._C._get_privateuse1_backend_name() == "sim"


def test_it_is_reported_absent_where_torch_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    from torch.utils import backend_registration

    monkeypatch.setattr(torch, "__version__", "2.9.1")
    monkeypatch.delattr(backend_registration, "_setup_privateuseone_for_python_backend")
    with pytest.raises(SimUnavailable) as caught:
        backend.require()
    assert str(caught.value) == "the simulated accelerator needs torch 2.10 or newer; this is torch 2.9.1"


def test_it_is_reported_absent_where_torch_lacks_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "__version__", "3.0.0")
    monkeypatch.delattr(torch._C, "_to_dlpack")
    with pytest.raises(SimUnavailable) as caught:
        backend.require()
    assert str(caught.value) == "torch 3.0.0 lacks torch._C._to_dlpack, which the simulated accelerator needs"


def test_it_is_reported_absent_where_another_has_its_place() -> None:
    with pytest.raises(SimUnavailable) as caught:
        backend.require()
    assert str(caught.value) == "torch's place for one more device is taken in this process by 'sim'"


@pytest.mark.slow
def test_importing_it_does_not_install_it() -> None:
    code = "import tensorgrade.worker.sim, torch; print(torch._C._get_privateuse1_backend_name())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "privateuseone\n"
