"""What every engine gets and gives: submissions in, results out as they come, in any order.

An engine is a file in classroom/engines/ with a class of its own; it is found by being there. It takes submissions one
by one, no more of them than it has work for, so that a class of any size needs the memory of a few. Whatever fails on
our side while one is graded is told of that one alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tensorgrade.classroom import engines
from tensorgrade.course.catalogue import Course
from tensorgrade.discovery import classes_of
from tensorgrade.exits import Fault, InputError
from tensorgrade.grading import Graded, Grader
from tensorgrade.isolation.levels import Level
from tensorgrade.submission.read import Submission


class EngineError(InputError):
    """An engine cannot start; the message is one sentence for the user."""


@dataclass(frozen=True)
class Work:
    """One submission and the seed of its inputs. `fault` says why we failed to read it, if we did."""

    submission: Submission
    seed: int
    fault: Fault | None = None


@dataclass(frozen=True)
class Done:
    """What came of one submission. With a `fault` we failed to grade it, and every check is ungraded."""

    submission: Submission
    graded: Graded
    fault: Fault | None = None


@dataclass(frozen=True)
class Setup:
    """What an engine grades with.

    jobs: how many submissions at a time. gpu_share: how many are on one GPU at a time, where there is one. address: of
    a cluster. unsettled: hears of the cases in which the reference does not do the same twice.
    """

    course: Course
    slugs: tuple[str, ...]
    level: Level
    devices: tuple[str, ...]
    jobs: int = 1
    gpu_share: int = 1
    address: str | None = None
    unsettled: Callable[[str], None] = lambda case: None

    def grader(self) -> Grader:
        """Start a grader."""
        return Grader(self.course, self.slugs, level=self.level, devices=self.devices).start()


class Engine:
    """Grades submissions, from `start` to `close`."""

    @classmethod
    def of(cls, setup: Setup) -> Engine:
        """Make an engine."""
        raise NotImplementedError

    def start(self) -> None:
        """Start what grades. Raises InputError where it cannot."""
        raise NotImplementedError

    def close(self) -> None:
        """End what grades."""
        raise NotImplementedError

    @property
    def absent(self) -> Mapping[str, str]:
        """The devices that are not there, and why."""
        raise NotImplementedError

    @property
    def cost(self) -> str:
        """Say what recording references and known mistakes has cost this process so far."""
        raise NotImplementedError

    def grade(self, works: Iterable[Work]) -> Iterator[Done]:
        """Grade each submission once; results come in the order in which they are done."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def engine_of(name: str, setup: Setup) -> Engine:
    """Make the engine of that name. Raises EngineError where the library that it needs is not installed."""
    try:
        (kind,) = classes_of(engines, name, Engine)
    except ImportError:
        needs = f"--engine {name} needs {name.capitalize()}: pip install 'tensorgrade[{name}]'"
        raise EngineError(needs) from None
    return kind.of(setup)
