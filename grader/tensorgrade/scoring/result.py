"""The result of grading one submission: what reports read and what the JSON file holds.

The JSON file follows result.schema.json, which lies beside this module for readers in other languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from tensorgrade.decoding import read_json
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


LineMark = Literal["", "raised", "made"]


class CodeLine(msgspec.Struct, frozen=True):
    """A line of the student's code, with what the variables were that it set, in words.

    `mark`: `raised` where the exception came from it, `made` where the wrong tensor did.
    """

    number: int
    text: str
    mark: LineMark = ""
    values: tuple[str, ...] = ()


class Excerpt(msgspec.Struct, frozen=True):
    """The student's function in a failing call: its lines, and the arguments, by parameter, as Python writes them.

    `file`: its name, with the cell where it is a notebook. An argument that cannot be written is an empty text.
    """

    file: str
    call: str
    lines: tuple[CodeLine, ...]
    arguments: tuple[tuple[str, str], ...] = ()


class Lesson(msgspec.Struct, frozen=True):
    """One mistake, told once, at its clearest case; `checks` are those that fail for it, that of the case first.

    `function`: whose mistake it is; empty where it is the whole file's. `visibility`: that of the check of the case;
    nothing is told of a hidden one but its rule. `points`: what is lost by it, where no lesson before it cost the same.
    `follows`: a failing function that this one uses, and that is to be fixed first. `case`: the case, and `code`: the
    student's code in it; both of public checks alone.
    """

    function: str
    diagnosis: Diagnosis
    checks: tuple[str, ...]
    visibility: Visibility
    points: float
    follows: str = ""
    case: str = ""
    code: Excerpt | None = None


class FunctionResult(msgspec.Struct, frozen=True):
    """The points of one function or class, summed over its checks."""

    name: str
    points: float
    possible: float


class ExerciseResult(msgspec.Struct, frozen=True):
    """The points of one exercise, its functions in the order of the stub, its checks in the order of their files.

    `at_import`: the lines of its file that were left out when it was imported, and that no failing check needs.
    `lessons`: what its failing checks come to, a mistake of the whole file first.
    `advice`: what its contract leaves open and could be better, a note that costs no points.
    """

    name: str
    points: float
    possible: float
    functions: tuple[FunctionResult, ...]
    checks: tuple[CheckResult, ...]
    lessons: tuple[Lesson, ...] = ()
    at_import: tuple[Diagnosis, ...] = ()
    advice: tuple[Diagnosis, ...] = ()

    @property
    def of_file(self) -> tuple[Diagnosis, ...]:
        """What is told of its file as a whole."""
        return (*(lesson.diagnosis for lesson in self.lessons if not lesson.function), *self.at_import)


class SubmissionResult(msgspec.Struct, frozen=True):
    """The result of one submission.

    `chosen`: which file was taken where several could be an exercise. `passed_over`: what of the submission counts for
    nothing, and why. Each is a sentence. `final_points`: of a class, with what was set by hand and taken off for
    lateness.
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
    final_points: float | msgspec.UnsetType = msgspec.UNSET

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


def ungraded_result(result: SubmissionResult) -> SubmissionResult:
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
            lessons=(),
            advice=(),
        )
        for exercise in result.exercises
    )
    return replace(result, points=0.0, exercises=exercises)


def to_json(result: SubmissionResult) -> bytes:
    """Write a result as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n"


def from_json(text: bytes) -> SubmissionResult:
    """Read a result, with the lessons of its names where it was written before there were lessons.

    Raises msgspec.ValidationError on anything else.
    """
    result = read_json(text, SubmissionResult)
    exercises = (
        replace(exercise, lessons=exercise.lessons or lessons_by_name(exercise.checks)) for exercise in result.exercises
    )
    return replace(result, exercises=tuple(exercises))


def lessons_by_name(checks: Sequence[CheckResult]) -> tuple[Lesson, ...]:
    """Gather failed checks by function and diagnosis, where nothing else is left to gather them by."""
    groups: dict[tuple[str, str], list[CheckResult]] = {}
    for check in sorted(checks, key=lambda check: check.visibility == "hidden"):
        if check.outcome in ("failed", "timed_out", "crashed"):
            for name in dict.fromkeys(diagnosis.name for diagnosis in check.diagnoses):
                groups.setdefault((check.function, name), []).append(check)
    lessons, counted = [], set[str]()
    for (function, name), failed in groups.items():
        told = next(diagnosis for diagnosis in failed[0].diagnoses if diagnosis.name == name)
        names = tuple(check.name for check in failed)
        lost = sum(check.possible - check.points for check in failed if check.name not in counted)
        lessons.append(Lesson(function, told, names, failed[0].visibility, lost))
        counted.update(names)
    return tuple(lessons)
