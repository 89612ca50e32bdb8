"""What every report of one submission says first.

How each function stands, which failure to look at, what to do next. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.results import CheckResult, ExerciseResult, FunctionResult, SubmissionResult

Standing = Literal["passed", "failed", "not_attempted", "ungraded"]

OUTCOME_WORDS = {
    "passed": "passed",
    "failed": "failed",
    "not_attempted": "not attempted",
    "timed_out": "timed out",
    "crashed": "crashed",
    "ungraded": "ungraded: the grader's own failure, not the submission's",
}


@dataclass(frozen=True)
class FunctionLine:
    """One function: its points, how it stands, the names of its diagnoses, each once."""

    exercise: str
    result: FunctionResult
    standing: Standing
    diagnoses: tuple[str, ...]


def checks_of(exercise: ExerciseResult, function: str) -> tuple[CheckResult, ...]:
    """Return the checks of one function."""
    return tuple(check for check in exercise.checks if check.function == function)


def function_lines(exercise: ExerciseResult) -> tuple[FunctionLine, ...]:
    """Return a line for each function, in order."""
    return tuple(function_line(exercise, function) for function in exercise.functions)


def function_line(exercise: ExerciseResult, function: FunctionResult) -> FunctionLine:
    """Sum up one function's checks."""
    checks = checks_of(exercise, function.name)
    outcomes = {check.outcome for check in checks}
    standing: Standing = "failed"
    if outcomes == {"passed"}:
        standing = "passed"
    elif "ungraded" in outcomes:
        standing = "ungraded"
    elif outcomes == {"not_attempted"}:
        standing = "not_attempted"
    names = dict.fromkeys(diagnosis.name for check in checks for diagnosis in check.diagnoses)
    return FunctionLine(exercise.name, function, standing, tuple(names))


def first_failure(result: SubmissionResult) -> tuple[ExerciseResult, CheckResult] | None:
    """Return the first check that failed; untouched stubs are no failures."""
    for exercise in result.exercises:
        for check in exercise.checks:
            if check.outcome in ("failed", "timed_out", "crashed"):
                return exercise, check
    return None


def next_step(result: SubmissionResult) -> str:
    """Say what to do next, in one sentence."""
    if not result.is_final:
        return "Some checks are ungraded: this result is not final."
    failure = first_failure(result)
    if failure is not None:
        exercise, check = failure
        return f"Next: mend {check.function}, or ask for a hint with `grade hint {exercise.name}.{check.function}`."
    for exercise in result.exercises:
        for line in function_lines(exercise):
            if line.standing == "not_attempted":
                return f"Next: write {line.result.name}; `grade hint {exercise.name}.{line.result.name}` gives a start."
    return "All done: every check passed."
