"""Launchers that stay for the tests of a module: graders on courses with the same checks use one and the same.

Torch is imported once for all of them. What a launcher knows of a course are its checks and their data; solutions and
known mistakes come with each subject.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tensorgrade.execution.launcher import Launcher, launcher_for
from tensorgrade.isolation.levels import Level


class Lent:
    """A launcher that runs already, and that nobody ends who is done with it."""

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher

    def __getattr__(self, name: str) -> object:
        return getattr(self._launcher, name)

    def start(self) -> None:
        """It runs."""

    def close(self) -> None:
        """It goes on."""


def checks_of(course: Path) -> tuple[tuple[str, bytes], ...]:
    """The checks of a course and their data, by their places."""
    folders = [course / part for part in ("exercises/checks", "exercises/data", "solutions/checks")]
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return tuple((path.relative_to(course).as_posix(), path.read_bytes()) for path in paths)


@contextmanager
def warm_launchers(folder: Path) -> Iterator[None]:
    """Have graders share launchers, which see copies of the courses in a folder."""
    warm: dict[object, Launcher] = {}

    def launcher(
        course: Path, devices: Sequence[str], exercises: Sequence[str] = (), level: Level = Level.separate
    ) -> Lent:
        key = (checks_of(course), tuple(devices), tuple(exercises), level)
        if key not in warm:
            place = folder / str(len(warm))
            for part in ("exercises", "solutions"):
                if (course / part).is_dir():
                    shutil.copytree(course / part, place / part)
            warm[key] = running.enter_context(launcher_for(place, devices, exercises, level))
        return Lent(warm[key])

    with ExitStack() as running, pytest.MonkeyPatch.context() as patch:
        patch.setattr("tensorgrade.grading.launcher_for", launcher)
        patch.setattr("tensorgrade.execution.launcher.launcher_for", launcher)  # `grade run` imports it late
        yield
