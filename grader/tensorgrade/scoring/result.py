"""The result of grading one submission: what reports read and what the JSON file holds.

The JSON file follows result.schema.json, which lies beside this module for readers in other languages.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.protocol.endings import Outcome
from tensorgrade.protocol.messages import Visibility

Isolation = Literal["sealed", "confined", "separate"]


class CheckResult(msgspec.Struct, frozen=True):
    """One check: its outcome over all its cases, its points, and the diagnoses of those cases that failed.

    `breaks_on`: the devices on which it failed, for one that is right on the CPU.
    """

    name: str
    function: str
    title: str
    visibility: Visibility
    outcome: Outcome
    points: float
    possible: float
    seconds: float
    diagnoses: tuple[Diagnosis, ...] = ()
    breaks_on: tuple[str, ...] = ()


class FunctionResult(msgspec.Struct, frozen=True):
    """The points of one function or class, summed over its checks."""

    name: str
    points: float
    possible: float


class ExerciseResult(msgspec.Struct, frozen=True):
    """The points of one exercise, its functions in the order of the stub, its checks in the order of their files.

    `at_import`: what went wrong with its file as a whole when that was read and imported.
    """

    name: str
    points: float
    possible: float
    functions: tuple[FunctionResult, ...]
    checks: tuple[CheckResult, ...]
    at_import: tuple[Diagnosis, ...] = ()


class SubmissionResult(msgspec.Struct, frozen=True):
    """The result of one submission.

    `chosen`: which file was taken where several could be an exercise. `passed_over`: what of the submission counts for
    nothing, and why. Each is a sentence.
    """

    schema: Literal["grade/1"]
    submission: str
    device: str
    seed: int
    isolation: Isolation
    points: float
    possible: float
    exercises: tuple[ExerciseResult, ...]
    chosen: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """All checks, in order."""
        return tuple(check for exercise in self.exercises for check in exercise.checks)

    @property
    def is_full(self) -> bool:
        """Say whether every point was earned and nothing is ungraded."""
        return all(check.outcome == "passed" for check in self.checks)

    @property
    def is_final(self) -> bool:
        """Say whether every check was graded."""
        return all(check.outcome != "ungraded" for check in self.checks)

    @property
    def is_graded(self) -> bool:
        """Say whether anything was graded; without that there are no points to tell anybody."""
        return any(check.outcome != "ungraded" for check in self.checks)


def ungraded(result: SubmissionResult) -> SubmissionResult:
    """Return a result of which nothing counts, for what we failed to judge or to write."""
    exercises = tuple(
        replace(
            exercise,
            points=0.0,
            at_import=(),
            functions=tuple(replace(function, points=0.0) for function in exercise.functions),
            checks=tuple(
                replace(check, outcome="ungraded", points=0.0, diagnoses=(), breaks_on=()) for check in exercise.checks
            ),
        )
        for exercise in result.exercises
    )
    return replace(result, points=0.0, exercises=exercises)


def to_json(result: SubmissionResult) -> bytes:
    """Write a result as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n"


def from_json(text: bytes) -> SubmissionResult:
    """Read a result. Raises msgspec.ValidationError on anything else."""
    return msgspec.json.decode(text, type=SubmissionResult)
