"""What every report of one submission says first.

How each function stands, what is to be fixed, what to do next. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tensorgrade.scoring.result import CheckResult, CodeLine, ExerciseResult, FunctionResult, Lesson, SubmissionResult
from tensorgrade_reports.numbers import points

FunctionStanding = Literal["passed", "failed", "not_attempted", "ungraded"]

OUTCOME_WORDS = {
    "passed": "passed",
    "failed": "failed",
    "not_attempted": "not attempted",
    "timed_out": "timed out",
    "crashed": "crashed",
    "ungraded": "ungraded: the grader's own failure, not the submission's",
}
NONE_RUNS = "none of its functions can run"
TURN = {"failed": 0, "ungraded": 0, "not_attempted": 1, "changed": 2}  # which of the functions that do not pass is next
MARKED = {"raised": "raised here", "made": "made here"}  # what the marks of a line of code say


def indent_of(line: CodeLine) -> str:
    """Return the blanks that a line of code begins with."""
    return line.text[: len(line.text) - len(line.text.lstrip())]


@dataclass(frozen=True)
class Location:
    """A place in the repository: a path relative to it, with /, and a line and a column counted from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        """Write it as terminals of editors make a link of."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class FunctionLine:
    """One function: its points, how it stands, the names of its lessons, each once."""

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
    """What is to be fixed: a lesson, or a function that fails and has none.

    function: empty where it is the whole file. told: what is wrong, without the function's name.
    """

    exercise: ExerciseResult
    function: str
    told: str
    lesson: Lesson | None = None

    @property
    def key(self) -> str:
        """The function's full name, as `grade hint` takes it; the exercise's for a whole file."""
        return f"{self.exercise.name}.{self.function}" if self.function else self.exercise.name

    def concerns(self, key: str) -> bool:
        """Say whether it keeps a function from passing, which is named in full."""
        return key == self.key or (not self.function and key.startswith(f"{self.exercise.name}."))


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
    names = dict.fromkeys(lesson.diagnosis.name for lesson in exercise.lessons if lesson.function == function.name)
    return FunctionLine(exercise.name, function, standing, tuple(names))


def exercise_standing(exercise: ExerciseResult) -> FunctionStanding:
    """Say how an exercise stands as a whole: it fails where its file or a function of it does."""
    found = {line.standing for line in function_lines(exercise)}
    if of_file(exercise) or "failed" in found:
        return "failed"
    if "ungraded" in found:
        return "ungraded"
    return "not_attempted" if "not_attempted" in found else "passed"


def failing(result: SubmissionResult) -> list[Failing]:
    """Return what is to be fixed, files that are broken as a whole first; untouched stubs are no failures."""
    found = [failure for exercise in result.exercises for failure in failing_in(exercise)]
    return sorted(found, key=lambda failure: bool(failure.function))


def failing_in(exercise: ExerciseResult) -> Iterator[Failing]:
    """Give the lessons of an exercise, and its functions that fail for none of them (of points set by hand, say)."""
    for lesson in exercise.lessons:
        yield Failing(exercise, lesson.function, told(lesson), lesson)
    explained = {lesson.function for lesson in exercise.lessons}
    for check in exercise.checks:
        if check.outcome in ("failed", "timed_out", "crashed") and not {"", check.function} & explained:
            explained.add(check.function)
            yield Failing(exercise, check.function, OUTCOME_WORDS[check.outcome])


def told(lesson: Lesson) -> str:
    """Say what is wrong, without the function's name, and what it may follow from."""
    message = lesson.diagnosis.message.removeprefix(f"{lesson.function}: ")
    return f"may follow from {lesson.follows}: {message}" if lesson.follows else message


def of_function(exercise: ExerciseResult, function: str) -> tuple[Lesson, ...]:
    """Return the lessons of one function."""
    return tuple(lesson for lesson in exercise.lessons if lesson.function == function)


def of_file(exercise: ExerciseResult) -> Lesson | None:
    """Return what is wrong with the whole file, if anything is."""
    return next((lesson for lesson in exercise.lessons if not lesson.function), None)


def rules_of(exercise: ExerciseResult, lesson: Lesson) -> tuple[CheckResult, ...]:
    """Return the checks that fail for a lesson, that of the case in which it is told first."""
    failed = [check for check in exercise.checks if check.outcome != "passed"]
    by_name = {check.name: check for check in sorted(failed, key=lambda check: check.visibility == lesson.visibility)}
    return tuple(by_name[name] for name in lesson.checks if name in by_name)


def titles_of(checks: Sequence[CheckResult]) -> list[str]:
    """Return the rules of checks, each once."""
    return list(dict.fromkeys(check.title for check in checks))


def worth(lesson: Lesson) -> str:
    """Say what is lost by a lesson; empty where others cost it all."""
    told = points(lesson.points)
    return "" if told == "0" else "1 point" if told == "1" else f"{told} points"


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
    names = ", ".join(line.diagnoses)
    failed = [check for check in checks if check.outcome != "passed"]
    if failed and all(check.breaks_on for check in failed):
        names = f"{devices_told(failed[0])}: {names}"
    return f"{checks_told(checks)}: {names}" if only_hidden_failed(checks) else names


@dataclass(frozen=True)
class NextStep:
    """What to do next: a sentence, or where it is about a function how one begins, with its rest and the function."""

    told: str
    rest: str = ""
    key: str = ""


def in_turn(standings: Mapping[str, str], broken: Collection[str] = ()) -> list[str]:
    """Name the functions that do not pass, the one to turn to first; all that says what is next goes by this.

    standings: how each stands, by its full name. broken: the exercises whose file is broken as a whole.
    """
    return sorted(
        (key for key, standing in standings.items() if standing != "passed"),
        key=lambda key: (key.partition(".")[0] not in broken, TURN[standings[key]]),
    )


def open_in(result: SubmissionResult) -> list[str]:
    """Name the functions of a result that do not pass, the one to turn to first."""
    lines = [line for exercise in result.exercises for line in function_lines(exercise)]
    broken = {exercise.name for exercise in result.exercises if of_file(exercise)}
    return in_turn({line.key: line.standing for line in lines}, broken)


def step_of(result: SubmissionResult, asked: str = "") -> NextStep:
    """Say what to do next. asked: the function that it is asked for, by its full name, which comes first."""
    if not result.is_final:
        return NextStep("Some checks are ungraded: this result is not final.")
    turn = open_in(result)
    key = asked if asked in turn else turn[0] if turn else ""
    passed = f"{asked} passes all its checks. " if asked and asked != key else ""
    if passed and (fault := fault_left(result)):
        return NextStep(passed + fault)
    for failure in failing(result):
        if failure.concerns(key) and not failure.function and failure.lesson:
            what = failure.lesson.diagnosis.where or NONE_RUNS
            return NextStep(passed + fix_of_file(failure.exercise.name, what))
        if failure.concerns(key):
            return NextStep(
                f"{passed}Next: fix {failure.function}", f", or ask for a hint with `grade hint {key}`.", key
            )
    if key:
        return NextStep(f"{passed}Next: write {key.partition('.')[2]}", f"; `grade hint {key}` gives a start.", key)
    broken = fault_left(result)
    return NextStep(f"Every check passed. {broken}" if broken else "All done: every check passed.")


def fault_left(result: SubmissionResult) -> str:
    """Name the first line of a file that fails though no check needs it, as what is to be fixed; empty for none."""
    return next((fix_of_file(one.name, one.at_import[0].where) for one in result.exercises if one.at_import), "")


def fix_of_file(exercise: str, where: str) -> str:
    """Say that the file of an exercise is to be fixed, and where: the line, without its code."""
    return f"Next: fix the file of {exercise}: {where.partition(': ')[0]}."


def next_step(result: SubmissionResult) -> str:
    """Say what to do next, in one sentence."""
    step = step_of(result)
    return step.told + step.rest


def is_not_begun(result: SubmissionResult) -> bool:
    """Say whether nothing of it was begun."""
    return not failing(result) and all(
        line.standing == "not_attempted" for exercise in result.exercises for line in function_lines(exercise)
    )
