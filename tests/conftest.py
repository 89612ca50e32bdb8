"""What tests share: the course, and one launcher that imports torch once for the whole session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.catalogue import Course, read_course
from grader.grading import Grader
from grader.launch import Launcher

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long form of kill loops, soaks and fuzzing")


@pytest.fixture(scope="session")
def course() -> Course:
    return read_course(ROOT)


@pytest.fixture(scope="session", autouse=True)
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep recordings of known mistakes apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TENSORGRADE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def launcher(course: Course) -> Iterator[Launcher]:
    with Launcher(course.root) as running:
        yield running


@pytest.fixture(scope="session")
def grader_of(course: Course, launcher: Launcher) -> Callable[..., Grader]:
    """Graders on the named exercises, made once each, all with the session's launcher."""
    made: dict[tuple[str, ...], Grader] = {}

    def grader(*slugs: str) -> Grader:
        if slugs not in made:
            made[slugs] = Grader(course, slugs, launcher)
        return made[slugs]

    return grader
