"""What a class's results say together: scores, misconceptions, checks, endings. Pure.

A row for each student goes in; what a dashboard shows comes out, sorted as it is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tensorgrade.classroom.points_by_hand import cause_told
from tensorgrade.classroom.row import Row
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult, Lesson, SubmissionResult

BANDS = 10
QUIET = {"not-attempted"}


@dataclass(frozen=True)
class Column:
    """One function of the matrix."""

    exercise: str
    function: str
    possible: float

    @property
    def key(self) -> str:
        """The function's full name."""
        return f"{self.exercise}.{self.function}"


@dataclass(frozen=True)
class Misconception:
    """A mistake in one function, who makes it, how many lessons, and one example in the words that a student read.

    place: the function in full; an exercise where its whole file is broken. name: of the diagnosis. why: the cause that
    was told, or what it could be; empty where nothing was.
    """

    place: str
    name: str
    why: str
    students: tuple[str, ...]
    lessons: int
    example: Diagnosis
    example_of: Row

    @property
    def label(self) -> str:
        """The mistake in one text."""
        return f"{self.place}: {self.why or self.name}"


@dataclass(frozen=True)
class CheckLine:
    """One check over the class: how many tried, how many passed, and its seconds."""

    exercise: str
    check: CheckResult
    tried: int
    passed: int
    typical_seconds: float
    most_seconds: float


@dataclass(frozen=True)
class BadEnding:
    """A check that timed out or crashed, and for whom."""

    row: Row
    exercise: str
    check: CheckResult


def possible(rows: Sequence[Row]) -> float:
    """Return how many points can be had."""
    return max((row.result.possible for row in rows), default=0.0)


def band_labels() -> list[str]:
    """Name the bands of a distribution, in percent."""
    width = 100 // BANDS
    return [f"{i * width}-{(i + 1) * width}" for i in range(BANDS)]


def distribution(rows: Sequence[Row]) -> list[int]:
    """Count the students in each band of final points."""
    whole = possible(rows) or 1.0
    bands = Counter(min(max(int(BANDS * row.standing.points / whole + 1e-9), 0), BANDS - 1) for row in rows)
    return [bands[i] for i in range(BANDS)]


def columns(rows: Sequence[Row]) -> list[Column]:
    """Return the functions of the course, in order, as the results tell them."""
    found: dict[tuple[str, str], Column] = {}
    for row in rows:
        for exercise in row.result.exercises:
            for function in exercise.functions:
                found.setdefault(
                    (exercise.name, function.name), Column(exercise.name, function.name, function.possible)
                )
    return list(found.values())


def functions_of(result: SubmissionResult) -> dict[str, tuple[ExerciseResult, FunctionResult]]:
    """Return the functions of a result by their full names."""
    return {
        f"{exercise.name}.{function.name}": (exercise, function)
        for exercise in result.exercises
        for function in exercise.functions
    }


def average_shares(rows: Sequence[Row]) -> dict[str, float]:
    """Return what part of an exercise's points the class has on average, in percent."""
    earned: dict[str, float] = {}
    whole: dict[str, float] = {}
    for row in rows:
        for exercise in row.result.exercises:
            earned[exercise.name] = earned.get(exercise.name, 0.0) + exercise.points
            whole[exercise.name] = whole.get(exercise.name, 0.0) + exercise.possible
    return {name: 100 * earned[name] / whole[name] if whole[name] else 0.0 for name in earned}


def names_of(result: SubmissionResult) -> list[str]:
    """Return the names of the lessons of a result, each once."""
    names = dict.fromkeys(lesson.diagnosis.name for exercise in result.exercises for lesson in exercise.lessons)
    return [name for name in names if name not in QUIET]


def misconceptions(rows: Sequence[Row]) -> list[Misconception]:
    """Return the mistakes of a class by function and cause, those of most students first.

    A known mistake has one cause, under whatever names its cases are told. Examples are public if possible.
    """
    found: dict[tuple[str, str], list[tuple[Row, Lesson]]] = {}
    for row in rows:
        for exercise in row.result.exercises:
            for lesson in exercise.lessons:
                told = lesson.diagnosis
                if told.name not in QUIET:
                    place = f"{exercise.name}.{lesson.function}" if lesson.function else exercise.name
                    found.setdefault((place, cause_told(told)), []).append((row, lesson))
    mistakes = []
    for (place, _), lessons in found.items():
        row, example = next((each for each in lessons if each[1].visibility == "public"), lessons[0])
        told, students = example.diagnosis, tuple(dict.fromkeys(row.student for row, _ in lessons))
        why = told.cause or told.could_be
        mistakes.append(Misconception(place, told.name, why, students, len(lessons), told, row))
    return sorted(mistakes, key=lambda mistake: (-len(mistake.students), -mistake.lessons, mistake.label))


def names_with_counts(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Return the names of the class's lessons, each with its number of students, those of most first."""
    counts = Counter(name for row in rows for name in names_of(row.result))
    return sorted(counts.items(), key=lambda count: (-count[1], count[0]))


def all_checks(rows: Sequence[Row]) -> Iterator[tuple[Row, ExerciseResult, CheckResult]]:
    """Walk through all checks of all students."""
    for row in rows:
        for exercise in row.result.exercises:
            for check in exercise.checks:
                yield row, exercise, check


def check_lines(rows: Sequence[Row]) -> list[CheckLine]:
    """Sum up each check over the class; untouched stubs have not tried."""
    found: dict[tuple[str, str, str], list[CheckResult]] = {}
    for _, exercise, check in all_checks(rows):
        found.setdefault((exercise.name, check.visibility, check.name), []).append(check)
    lines = []
    for (exercise_name, _, _), checks in found.items():
        tried = [check for check in checks if check.outcome not in ("not_attempted", "ungraded")]
        seconds = [check.seconds for check in tried] or [0.0]
        passed = sum(check.outcome == "passed" for check in tried)
        lines.append(CheckLine(exercise_name, checks[0], len(tried), passed, median(seconds), max(seconds)))
    return lines


def hardest(lines: Sequence[CheckLine]) -> list[CheckLine]:
    """Sort checks, those that the fewest passed first; checks that all passed are left out."""
    return sorted((line for line in lines if line.passed < line.tried), key=lambda line: line.passed / line.tried)


def slowest(lines: Sequence[CheckLine]) -> list[CheckLine]:
    """Sort checks, the slowest first."""
    return sorted(lines, key=lambda line: -line.typical_seconds)


def bad_endings(rows: Sequence[Row]) -> list[BadEnding]:
    """Return the checks that timed out or crashed."""
    return [
        BadEnding(row, exercise.name, check)
        for row, exercise, check in all_checks(rows)
        if check.outcome in ("timed_out", "crashed")
    ]


def reading_remarks(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Return what was chosen or passed over in submissions, and what failed when a file was imported."""
    return [(row, sentence) for row in rows if not row.problem for sentence in remarks_of(row.result)]


def remarks_of(result: SubmissionResult) -> list[str]:
    """Return the sentences about how one submission was read and imported."""
    at_import = [diagnosis.message for exercise in result.exercises for diagnosis in exercise.of_file]
    return [*result.chosen, *result.passed_over, *at_import]
