"""The table of a dashboard: a row a student, a column an exercise, which unfolds into its functions.

Rows of the gradebook go in, marks with their links and tooltips come out. Tooltips are the lessons of a class, each
text once: cells name them by number, and the page's script (table.js) puts them where the mouse is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tensorgrade.classroom.row import Row
from tensorgrade.protocol.endings import Outcome
from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult, Lesson, SubmissionResult
from tensorgrade_reports import cohort
from tensorgrade_reports.numbers import share
from tensorgrade_reports.overview import checks_of


@dataclass(frozen=True)
class MatrixCell:
    """How a student stands in something: a mark (table.js sorts by it), its class in the style sheet, its lessons.

    lessons: the numbers of their texts.
    """

    mark: str
    kind: str
    lessons: str = ""


@dataclass(frozen=True)
class MatrixPart:
    """An exercise in a row: how the student stands in the whole, and in each function."""

    exercise: str
    whole: MatrixCell
    functions: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class MatrixRow:
    """One student in the table: the row, the names of diagnoses to filter by, the exercises."""

    row: Row
    percent: int
    names: str
    parts: tuple[MatrixPart, ...]


@dataclass(frozen=True)
class Matrix:
    """The whole table; `exercises` with their functions are its columns, `lessons` the texts of its tooltips."""

    exercises: Mapping[str, Sequence[str]]
    rows: Sequence[MatrixRow]
    lessons: Sequence[str]


ABSENT = MatrixCell("-", "a")


def matrix(rows: Sequence[Row]) -> Matrix:
    """Lay out a class."""
    exercises: dict[str, list[str]] = {}
    for column in cohort.columns(rows):
        exercises.setdefault(column.exercise, []).append(column.function)
    numbers: dict[str, int] = {}
    laid = [matrix_row(row, exercises, cohort.possible(rows), numbers) for row in rows]
    return Matrix(exercises, laid, list(numbers))


def matrix_row(row: Row, exercises: Mapping[str, Sequence[str]], possible: float, numbers: dict[str, int]) -> MatrixRow:
    """Lay out one student; `numbers` are those of lessons by their text, and gain what is new."""
    own = {exercise.name: exercise for exercise in row.result.exercises}
    parts = tuple(
        part_of(own[name], functions, numbers)
        if name in own
        else MatrixPart(name, ABSENT, tuple(ABSENT for _ in functions))
        for name, functions in exercises.items()
    )
    names = ["not-graded"] if row.is_absent else [*cohort.names_of(row.result), *endings_of(row.result)]
    return MatrixRow(row, share(row.standing.points, possible), " ".join(names), parts)


def part_of(exercise: ExerciseResult, functions: Sequence[str], numbers: dict[str, int]) -> MatrixPart:
    """Lay out one exercise of a student."""
    own = {function.name: function for function in exercise.functions}
    cells = tuple(
        with_lessons(
            cell(exercise, own[name]), [each for each in exercise.lessons if each.function in ("", name)], numbers
        )
        if name in own
        else ABSENT
        for name in functions
    )
    whole = marked(exercise.checks, exercise.points, exercise.possible)
    return MatrixPart(exercise.name, with_lessons(whole, exercise.lessons, numbers), cells)


def with_lessons(made: MatrixCell, lessons: Sequence[Lesson], numbers: dict[str, int]) -> MatrixCell:
    """Give a cell the numbers of its lessons."""
    own = (numbers.setdefault(lesson.diagnosis.message, len(numbers)) for lesson in lessons)
    return MatrixCell(made.mark, made.kind, " ".join(map(str, dict.fromkeys(own))))


def endings_of(result: SubmissionResult) -> list[str]:
    """Return the endings to filter by."""
    outcomes = {check.outcome for check in result.checks}
    ways: tuple[Outcome, ...] = ("timed_out", "crashed", "ungraded")
    return [outcome for outcome in ways if outcome in outcomes]


def cell(exercise: ExerciseResult, function: FunctionResult) -> MatrixCell:
    """Mark a function."""
    return marked(checks_of(exercise, function.name), function.points, function.possible)


def marked(checks: Sequence[CheckResult], points: float, possible: float) -> MatrixCell:
    """Mark what some checks come to: all points, a part of them in percent, none, not attempted, or ungraded."""
    outcomes = {check.outcome for check in checks}
    percent = share(points, possible)
    if "ungraded" in outcomes:
        return MatrixCell("!", "u")
    if outcomes == {"not_attempted"}:
        return MatrixCell("·", "o")
    if outcomes == {"passed"}:
        return MatrixCell("✓", "p")
    return MatrixCell(str(percent), f"s{percent // 34}") if percent else MatrixCell("✗", "f")
