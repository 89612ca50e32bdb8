"""The trusted side of launchers: what every one of them does, and which one this system gets.

Where fork exists one launcher serves many workers (tensorgrade.execution.forking); elsewhere each worker is a process
of its own that imports torch itself (tensorgrade.execution.spawning). Both are used in the same way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

from tensorgrade.course.catalogue import CourseError, Exercise
from tensorgrade.execution.forking import ForkingLauncher
from tensorgrade.execution.options import LaunchOptions
from tensorgrade.execution.spawning import SpawningLauncher
from tensorgrade.execution.worker import Worker
from tensorgrade.isolation.levels import Level
from tensorgrade.protocol.messages import DEVICES, CollectedCase, Collection, Subject


class Launcher(Protocol):
    """Starts workers for one course. Use as a context manager, or start and close it."""

    @property
    def options(self) -> LaunchOptions:
        """What was asked of it."""
        ...

    @property
    def collection(self) -> Collection:
        """What it collected; waits for it. Raises LauncherError."""
        ...

    def start(self) -> None:
        """Begin to import torch and to collect, once."""
        ...

    def start_worker(self, subject: Subject) -> Worker:
        """Start a worker on a subject. Safe to call from several threads. Raises LauncherError."""
        ...

    def release(self, worker: Worker) -> None:
        """Take a worker back that is needed no more: end it, for nobody gets one that another had."""
        ...

    def beside(self) -> Launcher:
        """Return another launcher for the same course, not yet started: for our own code, at `separate`."""
        ...

    def make_ready(self, count: int, memory: int | None) -> None:
        """Have workers with this limit of memory wait, where that can be done: the next ones start at once."""
        ...

    def close(self) -> None:
        """End the launcher and all workers, and remove what they left."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...


def launcher_for(
    course: Path, devices: Sequence[str] = DEVICES, exercises: Sequence[str] = (), level: Level = Level.separate
) -> Launcher:
    """Return the launcher for a course on this system, not yet started."""
    options = LaunchOptions(course.resolve(), tuple(devices), tuple(exercises), level)
    can_fork = hasattr(os, "fork") and sys.platform == "linux"
    return ForkingLauncher(options) if can_fork else SpawningLauncher(options)


def collect(launcher: Launcher, exercises: Sequence[Exercise]) -> list[CollectedCase]:
    """Return the cases of `exercises`, exercise by exercise, public checks first.

    Raises CourseError when a check is broken.
    """
    collection = launcher.collection
    if not collection.devices:
        raise CourseError("; ".join(f"{device} is not there: {why}" for device, why in collection.absent.items()))
    if collection.problems:
        raise CourseError(f"the checks cannot be collected: {collection.problems[0]}")
    order = {exercise.slug: exercise.number for exercise in exercises}
    cases = [case for case in collection.cases if case.exercise in order]
    return sorted(cases, key=lambda case: (order[case.exercise], case.visibility == "hidden"))
