"""What tests share: the course, one launcher that imports torch once for the whole session, and which tests are quick.

A test that starts workers has the mark `worker`: by itself, or because it asks for a fixture that does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from warm_launchers import warm_launchers

from tensorgrade.course.catalogue import Course, read_course
from tensorgrade.execution.forking import ForkingLauncher
from tensorgrade.execution.launcher import Launcher, launcher_for
from tensorgrade.execution.spawning import SpawningLauncher
from tensorgrade.grading import Grader

pytest_plugins = ["pytester", "skips", "grouping"]
ROOT = Path(__file__).resolve().parents[1]
os.environ.pop("COLUMNS", None)  # with several processes xdist sets it, and what is piped is as wide as it says
STARTS_WORKERS = {"launcher", "grader_of", "shared_launchers"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long form of kill loops, soaks and fuzzing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what starts workers; leave out long ones."""
    long = [] if config.getoption("--long") else [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]
    for item in items:
        if STARTS_WORKERS & set(getattr(item, "fixturenames", ())):
            item.add_marker("worker")


@pytest.fixture(autouse=True)
def only_marked_tests_start_workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse a launcher to a test that lacks the mark."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("this test starts workers: give it the mark `worker`")

    if not request.node.get_closest_marker("worker"):
        for launcher in (ForkingLauncher, SpawningLauncher):
            monkeypatch.setattr(launcher, "start", refuse)


@pytest.fixture(scope="session")
def course() -> Course:
    return read_course(ROOT)


@pytest.fixture(scope="session", autouse=True)
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep recordings of known mistakes apart from the user's, in one place for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    place = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TENSORGRADE_CACHE", str(place / "cache"))
        yield


@pytest.fixture(scope="session")
def launcher(course: Course) -> Iterator[Launcher]:
    with launcher_for(course.root) as running:
        yield running


@pytest.fixture(scope="module")
def shared_launchers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What grades in this process, in a module's tests, shares launchers (warm_launchers)."""
    with warm_launchers(tmp_path_factory.mktemp("launchers")):
        yield


@pytest.fixture(scope="session")
def grader_of(course: Course, launcher: Launcher) -> Callable[..., Grader]:
    """Graders on the named exercises, made once each, all with the session's launcher."""
    made: dict[tuple[str, ...], Grader] = {}

    def grader(*slugs: str) -> Grader:
        if slugs not in made:
            made[slugs] = Grader.on(launcher, course, slugs).start()
        return made[slugs]

    return grader
