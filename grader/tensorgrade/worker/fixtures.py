"""What checks need of pytest: the fixtures that they may ask for, their marks, and the recording of what they observed.

Checks stay ordinary pytest. `pytest exercises/checks --subject solutions` runs them on a folder of solutions and shows
exceptions as pytest does; in a worker the same checks run with recording on, and every ending becomes data.
This plugin is loaded in workers, and where pytest is run below a course (tensorgrade.worker.plugin); tests beside the
checks of a course feel nothing of it. torch is imported by the fixtures, not by this module.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tensorgrade.worker.case import check_of, collected_case
from tensorgrade.worker.devices import find_devices

if TYPE_CHECKING:
    from tensorgrade.worker.context import Context
    from tensorgrade.worker.patches import Namespaces
    from tensorgrade.worker.recorder import Observe
    from tensorgrade.worker.shared import Shared
    from tensorgrade.worker.subject import Definitions

CONTEXT: pytest.StashKey[Context] = pytest.StashKey()
DEVICES = pytest.StashKey[tuple[str, ...]]()
NAMESPACES: pytest.StashKey[Namespaces] = pytest.StashKey()
RUNNING: list[pytest.Item] = []  # one at a time


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
        from tensorgrade.worker.patches import Namespaces

        path = Path(folder).resolve()
        if not path.is_dir():
            raise pytest.UsageError(f"--subject {folder}: no such folder")
        config.stash[DEVICES], absent = find_devices(config.getoption("--devices").split(","))
        for name, reason in absent.items():
            raise pytest.UsageError(f"--devices {name}: {reason}")
        config.stash[CONTEXT] = Context(path, config.getoption("--base-seed"), Namespaces(), recording=False)


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
    """Leave out the cases of a check that would hardly show more than its others do.

    On the first device those are combinations of its `parametrize` marks, where it has two of them. On each further one
    they are all but a single case: what it varies beside the device was seen on the first.
    """
    if DEVICES not in config.stash:
        return
    others = config.stash[DEVICES][1:]
    checks: dict[tuple[object, ...], list[pytest.Function]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and check_of(item.path) is not None:
            device = parameters_of_case(item).get("device")
            checks.setdefault((item.parent, item.originalname, device if device in others else None), []).append(item)
    left_out: set[pytest.Item] = set()
    for (*_, device), cases in checks.items():
        left_out.update(cases[1:] if device else set(cases) - set(telling_combinations(cases)))
    items[:] = [item for item in items if item not in left_out]


def telling_combinations(cases: list[pytest.Function]) -> list[pytest.Function]:
    """Return those cases of a check with two marks whose failures still tell which value of which mark is behind them.

    Each value of one stands beside one of the other, or beside two where there are less than twice as many of one as of
    the other: so no two values stand for the same cases.
    """
    marks = [mark.args[0] for mark in cases[0].iter_markers("parametrize")]
    if len(marks) != 2:
        return cases
    first, second = (places_of(mark.split(",") if isinstance(mark, str) else mark, cases) for mark in marks)
    few, many = sorted((1 + max(first), 1 + max(second)))
    beside = 1 if many >= 2 * few else 2
    return [case for case, one, other in zip(cases, first, second, strict=True) if (one - other) % few < beside]


def places_of(names: Sequence[str], cases: Sequence[pytest.Function]) -> list[int]:
    """Say for each case which of the values of a mark it has; pytest itself tells only which case it is."""
    places: dict[tuple[int, ...], int] = {}
    values = [tuple(id(case.callspec.params[name.strip()]) for name in names) for case in cases]
    return [places.setdefault(value, len(places)) for value in values]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Seed all generators before a check's fixtures are made; a worker does so before it notes the global state."""
    RUNNING[:] = [item]
    context = item.config.stash.get(CONTEXT, None)
    if context is None or context.recording or not isinstance(item, pytest.Function) or check_of(item.path) is None:
        return
    from tensorgrade.worker.state import seed_generators

    context.begin()
    seed_generators(context.seed_of(item))


@pytest.fixture
def running_case() -> pytest.Function:
    """The case that runs. What is made for it asks this, for pytest takes long over each `request`."""
    (item,) = RUNNING
    assert isinstance(item, pytest.Function)
    return item


@pytest.fixture
def draw(running_case: pytest.Function) -> int:
    """Which of a check's draws of inputs this case is: 0, 1, ..."""
    return int(parameters_of_case(running_case).get("draw", 0))


@pytest.fixture
def seed(running_case: pytest.Function, draw: int) -> int:
    """The seed of this case's inputs, from the run's seed, the check and its parameters.

    All generators are seeded with it.
    """
    context = running_case.config.stash.get(CONTEXT, None)
    return 0 if context is None else context.seed_of(running_case)


@pytest.fixture
def device(running_case: pytest.Function, seed: int) -> Iterator[str]:
    """The device that this case runs on. Tensors that the check makes without `device=` are made on it."""
    name, context = str(parameters_of_case(running_case)["device"]), running_case.config.stash.get(CONTEXT, None)
    if name == "cpu" or context is None:
        yield name
    else:
        with context.placed(name, running_case):
            yield name


@pytest.fixture
def elsewhere() -> str:
    """A device other than the CPU for a check that needs two: the simulated accelerator, where torch can have it."""
    from tensorgrade.worker.devices import lacking

    return "cpu" if lacking("sim") else "sim"


@pytest.fixture
def subject(running_case: pytest.Function) -> Definitions:
    """What the check runs on: the definitions of its exercise."""
    made: Definitions = running_case.config.stash[CONTEXT].subject_of(running_case)
    return made


@pytest.fixture
def observe(running_case: pytest.Function) -> Observe:
    """Records what the check sees."""
    recorder: Observe = running_case.config.stash[CONTEXT].observe
    return recorder


@pytest.fixture
def once(running_case: pytest.Function) -> Callable[[str, Callable[[], object]], Shared[object]]:
    """Runs something dear once, by a name, for all cases of this file on one device: `once("trained", train).result`.

    The run has a seed of its own, and each case finds what it returned or raised; `changes` tells of global state.
    """
    context: Context = running_case.config.stash[CONTEXT]
    return partial(context.once, running_case)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder of this case's own, gone afterwards."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="case-", ignore_cleanup_errors=True) as path:
        yield Path(path)


@pytest.fixture
def data_root(running_case: pytest.Function) -> Path:
    """The folder of the data that ships with the course."""
    check = check_of(running_case.path)
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
    context.run(pyfuncitem.obj, arguments, collected_case(pyfuncitem).timeout)
    return True


def parameters_of_case(case: pytest.Function) -> Mapping[str, Any]:
    """Return what a case is run with."""
    return dict(case.callspec.params) if hasattr(case, "callspec") else {}


@cache
def arguments_of(check: Callable[..., object]) -> tuple[str, ...]:
    """Name the fixtures and parameters that a check asks for."""
    return tuple(inspect.signature(check).parameters)
