"""What checks need of pytest: the fixtures that they may ask for, their marks, and the recording of what they observed.

Checks stay ordinary pytest. `pytest exercises/checks --subject solutions` runs them on a folder of solutions and shows
exceptions as pytest does; in a worker the same checks run with recording on, and every ending becomes data.
This plugin is loaded in workers, and where pytest is run below a course (tensorgrade.worker.plugin); tests beside the
checks of a course feel nothing of it. torch is imported by the fixtures, not by this module.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tensorgrade.worker.case import check_of, timeout_of
from tensorgrade.worker.devices import find_devices

if TYPE_CHECKING:
    from tensorgrade.worker.context import Context
    from tensorgrade.worker.recorder import Observe
    from tensorgrade.worker.subject import Definitions

CONTEXT: pytest.StashKey[Context] = pytest.StashKey()
DEVICES = pytest.StashKey[tuple[str, ...]]()
CASES_ELSEWHERE = 4


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a developer's run."""
    group = parser.getgroup("tensorgrade")
    group.addoption("--subject", metavar="DIR", help="run checks on the exNN_*.py files of this folder")
    group.addoption("--base-seed", type=int, default=0, metavar="N", help="seed of the checks' inputs (default 0)")
    group.addoption("--devices", default="cpu", metavar="LIST", help="such as cpu,sim (default cpu)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks; make a context where a subject is named."""
    config.addinivalue_line("markers", "points(n): what a check is worth among the checks of its function")
    config.addinivalue_line(
        "markers",
        "draws(n): on how many fresh inputs each case of a check is run (default: 2 without parameters, else 1)",
    )
    config.addinivalue_line("markers", "timeout(seconds): the processor time that each case of a check may use")
    folder = config.getoption("--subject")
    if folder:
        from tensorgrade.worker.context import Context

        path = Path(folder).resolve()
        if not path.is_dir():
            raise pytest.UsageError(f"--subject {folder}: no such folder")
        config.stash[DEVICES], absent = find_devices(config.getoption("--devices").split(","))
        for name, reason in absent.items():
            raise pytest.UsageError(f"--devices {name}: {reason}")
        config.stash[CONTEXT] = Context(folder=path, base_seed=config.getoption("--base-seed"), recording=False)


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makemodule(module_path: Path) -> Generator[None, pytest.Module | None, pytest.Module | None]:
    """Have each check drawn and seeded, whether it asks for that or not."""
    module = yield
    if module is not None and check_of(module_path) is not None:
        module.add_marker(pytest.mark.usefixtures("seed"))
    return module


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each check on several draws of its inputs; one that asks for a device on the others, too."""
    if DEVICES not in metafunc.config.stash or check_of(metafunc.definition.path) is None:
        return
    mark = metafunc.definition.get_closest_marker("draws")
    parametrized = metafunc.definition.get_closest_marker("parametrize") is not None
    draws = mark.args[0] if mark else 1 if parametrized else 2
    if "device" not in metafunc.fixturenames:
        metafunc.parametrize("draw", range(draws), ids=[f"draw{i}" for i in range(draws)], indirect=True)
        return
    first, *others = metafunc.config.stash[DEVICES]
    pairs = [(draw, first) for draw in range(draws)] + [(0, device) for device in others]
    ids = [f"draw{draw}-{device}" for draw, device in pairs]
    metafunc.parametrize(("draw", "device"), pairs, ids=ids, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep few cases of each check for the further devices: what breaks there does so on most inputs."""
    seen: Counter[tuple[Path, str, str]] = Counter()
    first, *_ = *config.stash.get(DEVICES, ()), None

    def wanted(item: pytest.Item) -> bool:
        device = item.callspec.params.get("device", first) if hasattr(item, "callspec") else first
        if device == first or not isinstance(item, pytest.Function):
            return True
        place = (item.path, str(item.originalname), str(device))
        seen[place] += 1
        return seen[place] <= CASES_ELSEWHERE

    items[:] = filter(wanted, items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Seed all generators before a check's fixtures are made; a worker does so before it notes the global state."""
    context = item.config.stash.get(CONTEXT, None)
    if context is None or context.recording or not isinstance(item, pytest.Function) or check_of(item.path) is None:
        return
    from tensorgrade.worker.state import seed_generators

    context.begin()
    seed_generators(context.seed_of(item))


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> int:
    """Which of a check's draws of inputs this case is: 0, 1, ..."""
    return int(getattr(request, "param", 0))


@pytest.fixture
def seed(request: pytest.FixtureRequest, draw: int) -> int:
    """The seed of this case's inputs, from the run's seed, the check and its parameters.

    All generators are seeded with it.
    """
    context = request.config.stash.get(CONTEXT, None)
    return 0 if context is None else context.seed_of(request.node)


@pytest.fixture
def device(request: pytest.FixtureRequest, seed: int) -> Iterator[str]:
    """The device that this case runs on. Tensors that the check makes without `device=` are made on it."""
    name, context = str(request.param), request.config.stash.get(CONTEXT, None)
    if name == "cpu" or context is None:
        yield name
    else:
        with context.placed(name, request.node):
            yield name


@pytest.fixture
def elsewhere() -> str:
    """A device other than the CPU for a check that needs two: the simulated accelerator, where torch can have it."""
    from tensorgrade.worker.devices import lacking

    return "cpu" if lacking("sim") else "sim"


@pytest.fixture
def subject(request: pytest.FixtureRequest) -> Definitions:
    """What the check runs on: the definitions of its exercise."""
    made: Definitions = request.config.stash[CONTEXT].subject_of(request.node)
    return made


@pytest.fixture
def observe(request: pytest.FixtureRequest) -> Observe:
    """Records what the check sees."""
    recorder: Observe = request.config.stash[CONTEXT].observe
    return recorder


@pytest.fixture
def folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    """An empty folder of this case's own, gone afterwards."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="case-", ignore_cleanup_errors=True) as path:
        yield Path(path)


@pytest.fixture
def data_root(request: pytest.FixtureRequest) -> Path:
    """The folder of the data that ships with the course."""
    check = check_of(request.node.path)
    assert check is not None
    return check.course / "exercises" / "data"


@pytest.fixture
def connections() -> list[str]:
    """The network addresses that the code under grading tried to reach in this case. All tries fail."""
    from tensorgrade.isolation import network

    network.attempts.clear()
    return network.attempts


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> object | None:
    """In a worker, run the check and turn however it ends into data; elsewhere leave it to pytest."""
    context = pyfuncitem.config.stash.get(CONTEXT, None)
    if context is None or not context.recording:
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in arguments_of(pyfuncitem.obj)}
    context.run(pyfuncitem.obj, arguments, timeout_of(pyfuncitem))
    return True


@cache
def arguments_of(check: Callable[..., object]) -> tuple[str, ...]:
    """Name the fixtures and parameters that a check asks for."""
    return tuple(inspect.signature(check).parameters)
