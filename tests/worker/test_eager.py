"""torch's compiler is not imported where nothing is compiled, and is there for code that asks for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from tiny_course import write

from tensorgrade.execution.launcher import Launcher, launcher_for
from tensorgrade.execution.options import environment
from tensorgrade.isolation.levels import Level
from tensorgrade.worker import eager

pytestmark = pytest.mark.slow

PRELUDE = """
import json, sys
import torch
from tensorgrade.worker import eager
eager.postpone()
"""

TELL = """
print(json.dumps([result, isinstance(sys.modules["torch._dynamo"], eager.StandIn)]))
"""


def ran(*codes: str) -> list[tuple[object, bool]]:
    """Run pieces of code after `postpone()`; return of each its `result` and whether the stand-in is still in place."""
    code = PRELUDE + TELL.join([*codes, ""])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [(result, stands_in) for result, stands_in in map(json.loads, done.stdout.splitlines()[-len(codes) :])]


STEPS = """
weight = torch.nn.Parameter(torch.ones(2))
optimizer = torch.optim.{optimizer}([weight], lr=0.5)
weight.sum().backward()
optimizer.step()
optimizer.zero_grad()
result = optimizer.state_dict()["param_groups"][0]["lr"]
"""
TRAINING = """
import io
from torch.utils.data import DataLoader, TensorDataset
model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3), torch.nn.Dropout())
loader = DataLoader(TensorDataset(torch.randn(4, 2), torch.arange(4)), batch_size=2)
scheduler = torch.optim.lr_scheduler.StepLR(torch.optim.Adam(model.parameters()), 1)
for x, y in loader:
    torch.nn.functional.cross_entropy(model(x), y % 3).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scheduler.optimizer.step()
    scheduler.step()
file = io.BytesIO()
torch.save(model.state_dict(), file)
file.seek(0)
result = len(torch.load(file, weights_only=True))
"""
DERIVATIVES = """
cube = lambda x: x**3
slope = torch.func.grad(torch.func.grad(cube))(torch.tensor(2.0))
rows = torch.func.vmap(torch.func.grad(cube))(torch.ones(2))
result = [slope.item(), rows.tolist(), torch.func.jacrev(cube)(torch.tensor(1.0)).item()]
"""


def test_what_students_use_does_without_the_compiler() -> None:
    optimizers = [STEPS.format(optimizer=name) for name in ("SGD", "Adam", "AdamW", "RMSprop")]
    *stepped, trained, derived = ran(*optimizers, TRAINING, DERIVATIVES)
    assert stepped == [(0.5, True)] * 4
    assert (trained, derived) == ((7, True), ([12.0, [3.0, 3.0], 3.0], True))


def test_the_compiler_comes_when_it_is_asked_for() -> None:
    code = """
import torch._dynamo
from torch._dynamo.utils import counters
result = [torch._dynamo.config.disable, type(counters).__name__, sys.modules["torch._dynamo"] is torch._dynamo]
"""
    (((disabled, kind, same), stands_in),) = ran(code)
    assert (disabled, kind, same, stands_in) == (False, "defaultdict", True, False)


def test_a_function_can_be_compiled_beside_the_simulated_accelerator() -> None:
    code = """
from tensorgrade.worker.sim import install
install()
compiled = torch.compile(lambda x: (x * 2).sum(), backend="eager")
result = compiled(torch.ones(3)).item()
"""
    assert ran(code) == [(6.0, False)]


def test_a_compiler_that_is_there_stays() -> None:
    code = """
import json, sys
import torch, torch._dynamo
from tensorgrade.worker import eager
there = torch._dynamo
eager.postpone()
print(json.dumps(torch._dynamo is there and sys.modules["torch._dynamo"] is there))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)


OFF = "torch's compiler is imported at once, for TENSORGRADE_POSTPONE_COMPILER is 0"


def compiler_of(folder: Path, **without: str) -> Path:
    """Write the files of a compiler that has all names that are stood in for, but those of a file that is named."""
    for file, _, name in eager.STOOD_IN_FOR:
        path = folder / "_dynamo" / file
        path.parent.mkdir(exist_ok=True)
        if name != without.get(path.stem):
            with path.open("a") as out:
                out.write(f"def {name}(*args):\n    pass\n")
    return folder


def test_a_torch_that_has_the_names_gets_stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(eager.SWITCH, raising=False)
    assert eager.reason(compiler_of(tmp_path)) == ""
    assert eager.reason(Path(torch.__file__).parent) == ""


@pytest.mark.parametrize(
    ("file", "name", "told"),
    [
        ("decorators", "graph_break", "torch._dynamo.graph_break"),
        ("decorators", "disable", "torch._dynamo.disable"),
        ("utils", "is_compile_supported", "torch._dynamo.utils.is_compile_supported"),
        ("compiled_autograd", "_disable", "torch._dynamo.compiled_autograd._disable"),
    ],
)
def test_a_torch_that_lacks_a_name_gets_none(tmp_path: Path, file: str, name: str, told: str) -> None:
    why = eager.reason(compiler_of(tmp_path, **{file: name}))
    assert why == f"torch's compiler is imported at once, which takes seconds, for this torch has no {told}"


@pytest.mark.worker
def test_the_switch_reaches_the_launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, launcher: Launcher) -> None:
    for text in ("1", "0"):
        monkeypatch.setenv(eager.SWITCH, text)
        assert {environment(level)[eager.SWITCH] for level in Level} == {text}
    with launcher_for(write(tmp_path), ("cpu",)) as switched_off:
        assert switched_off.collection.notes == (OFF,)
    assert launcher.collection.notes == ()


def test_without_stand_ins_the_compiler_is_there_and_optimizers_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(eager.SWITCH, "0")
    told = ran(STEPS.format(optimizer="SGD"), "\nresult = torch._dynamo.config.disable\n")
    assert told == [(0.5, False), (False, False)]
