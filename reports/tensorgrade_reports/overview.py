"""What every report of one submission says first.

How each function stands, which failure to look at, what to do next. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult, SubmissionResult

FunctionStanding = Literal["passed", "failed", "not_attempted", "ungraded"]

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
    standing: FunctionStanding
    diagnoses: tuple[str, ...]

    @property
    def key(self) -> str:
        """The function's full name, as `grade hint` takes it."""
        return f"{self.exercise}.{self.result.name}"


@dataclass(frozen=True)
class Failing:
    """The first failed check of a function; `told` is what is wrong, without the function's name."""

    exercise: ExerciseResult
    check: CheckResult
    told: str

    @property
    def key(self) -> str:
        """The function's full name, as `grade hint` takes it."""
        return f"{self.exercise.name}.{self.check.function}"


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
    standing: FunctionStanding = "failed"
    if outcomes == {"passed"}:
        standing = "passed"
    elif "ungraded" in outcomes:
        standing = "ungraded"
    elif outcomes == {"not_attempted"}:
        standing = "not_attempted"
    names = dict.fromkeys(diagnosis.name for check in checks for diagnosis in check.diagnoses)
    return FunctionLine(exercise.name, function, standing, tuple(names))


def failing(result: SubmissionResult) -> Iterator[Failing]:
    """Give the first failed check of each function that has one; untouched stubs are no failures.

    Nor is what follows from the file as a whole, which is told once for the exercise.
    """
    for exercise in result.exercises:
        seen: set[str] = set()
        for check in exercise.checks:
            if is_of_file(exercise, check):
                seen.add(check.function)
            if check.outcome in ("failed", "timed_out", "crashed") and check.function not in seen:
                seen.add(check.function)
                yield Failing(exercise, check, told(check))


def is_of_file(exercise: ExerciseResult, check: CheckResult) -> bool:
    """Say whether a check failed because of what went wrong when the file was imported."""
    of_file = {(diagnosis.name, diagnosis.where) for diagnosis in exercise.at_import}
    return any((diagnosis.name, diagnosis.where) in of_file for diagnosis in check.diagnoses[:1])


def told(check: CheckResult) -> str:
    """Say what is wrong with a check, without the function's name."""
    if not check.diagnoses:
        return OUTCOME_WORDS[check.outcome]
    return check.diagnoses[0].message.removeprefix(f"{check.function}: ")


def first_failure(result: SubmissionResult) -> tuple[ExerciseResult, CheckResult] | None:
    """Return the first check that failed."""
    first = next(failing(result), None)
    return (first.exercise, first.check) if first else None


def checks_told(checks: Sequence[CheckResult]) -> str:
    """Say how many checks passed, public and hidden ones apart: `public checks passed; hidden checks 3 of 5`."""
    parts = []
    for visibility in ("public", "hidden"):
        outcomes = [check.outcome for check in checks if check.visibility == visibility]
        passed = outcomes.count("passed")
        if outcomes:
            parts.append(
                f"{visibility} checks " + ("passed" if passed == len(outcomes) else f"{passed} of {len(outcomes)}")
            )
    return "; ".join(parts)


def devices_told(check: CheckResult) -> str:
    """Say of a check that is right on the CPU where it breaks; empty for any other."""
    if not check.breaks_on:
        return ""
    named = ("the simulated accelerator" if device == "sim" else device for device in check.breaks_on)
    return f"right on the CPU, breaks on {' and '.join(named)}"


def only_hidden_failed(checks: Sequence[CheckResult]) -> bool:
    """Say whether all public checks passed and a hidden one did not."""
    public = [check.outcome == "passed" for check in checks if check.visibility == "public"]
    hidden = [check.outcome == "passed" for check in checks if check.visibility == "hidden"]
    return all(public) and not all(hidden)


def remark(line: FunctionLine, checks: Sequence[CheckResult]) -> str:
    """Say in few words how a function stands."""
    if line.standing in ("not_attempted", "ungraded"):
        return OUTCOME_WORDS[line.standing]
    names = ", ".join(name for name in line.diagnoses if name != "not-attempted")
    failed = [check for check in checks if check.outcome != "passed"]
    if failed and all(check.breaks_on for check in failed):
        names = f"{devices_told(failed[0])}: {names}"
    return f"{checks_told(checks)}: {names}" if only_hidden_failed(checks) else names


def next_step(result: SubmissionResult) -> str:
    """Say what to do next, in one sentence."""
    if not result.is_final:
        return "Some checks are ungraded: this result is not final."
    for exercise in result.exercises:
        if any(is_of_file(exercise, check) for check in exercise.checks):
            return f"Next: mend the file of {exercise.name}: {exercise.at_import[0].where}."
    failure = first_failure(result)
    if failure is not None:
        exercise, check = failure
        return f"Next: mend {check.function}, or ask for a hint with `grade hint {exercise.name}.{check.function}`."
    for exercise in result.exercises:
        for line in function_lines(exercise):
            if line.standing == "not_attempted":
                return f"Next: write {line.result.name}; `grade hint {exercise.name}.{line.result.name}` gives a start."
    return "All done: every check passed."
