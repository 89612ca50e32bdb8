"""A class as one HTML file, and two batches of it side by side.

Rows of students go in, a page comes out that needs nothing else. The page sorts, filters and searches by a small
script of its own; without it, everything can still be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from urllib.parse import quote

from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import ExerciseResult, FunctionResult, SubmissionResult
from tensorgrade_reports import cohort
from tensorgrade_reports.cohort import StudentRow
from tensorgrade_reports.html import page as html
from tensorgrade_reports.numbers import points, share
from tensorgrade_reports.overview import OUTCOME_WORDS, checks_of

MOST_MISCONCEPTIONS, MOST_LINES = 12, 15
LISTED_ENDINGS = 100


@dataclass(frozen=True)
class MatrixCell:
    """How a student stands in one function: a mark (table.js sorts by it) and its class in the style sheet."""

    mark: str
    kind: str


@dataclass(frozen=True)
class MatrixRow:
    """One student in the table: the row, its link, the names of diagnoses to filter by, a cell for each function."""

    row: StudentRow
    link: str
    percent: int
    names: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Change:
    """Something before and after, in one unit; None where there is no such thing in a batch."""

    name: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


def dashboard_page(
    rows: Sequence[StudentRow],
    title: str = "Class",
    similar: Sequence[SimilarPair] = (),
    templates: Path | None = None,
) -> str:
    """Render the dashboard of a class. Raises TemplateFault where a template of `templates` cannot be used.

    similar: pairs of submissions that look alike (tensorgrade.classroom.similar), shown as a hint.
    """
    columns = cohort.columns(rows)
    lines = cohort.check_lines(rows)
    found = cohort.misconceptions(rows)
    endings = cohort.bad_endings(rows)
    return html.render(
        "dashboard.html",
        templates,
        title=title,
        rows=[matrix_row(row, columns, cohort.possible(rows)) for row in rows],
        columns=columns,
        exercises=spans(columns),
        possible=cohort.possible(rows),
        summary=summary(rows),
        bands=cohort.band_labels(),
        distribution=cohort.distribution(rows),
        shares=cohort.shares(rows),
        misconceptions=found[:MOST_MISCONCEPTIONS],
        names=[(one.name, len(one.students)) for one in found],
        explained={one.name for one in found if one.name in LADDER},
        hardest=cohort.hardest(lines)[:MOST_LINES],
        slowest=cohort.slowest(lines)[:MOST_LINES],
        endings=endings[:LISTED_ENDINGS],
        endings_left_out=max(0, len(endings) - LISTED_ENDINGS),
        similar=similar,
        link=relative_link,
        words=OUTCOME_WORDS,
    )


def comparison_page(
    before: Sequence[StudentRow],
    after: Sequence[StudentRow],
    labels: tuple[str, str] = ("before", "after"),
    templates: Path | None = None,
) -> str:
    """Render two batches of a class side by side; students are matched by name.

    Raises TemplateFault where a template of `templates` cannot be used.
    """
    batches = (before, after)
    return html.render(
        "comparison.html",
        templates,
        labels=labels,
        summaries=[summary(rows) for rows in batches],
        bands=cohort.band_labels(),
        distributions={label: cohort.distribution(rows) for label, rows in zip(labels, batches, strict=True)},
        students=changes({row.name: row.final for row in before}, {row.name: row.final for row in after}),
        functions=changes(function_shares(before), function_shares(after)),
        misconceptions=changes(counts(before), counts(after), absent=0.0),
    )


def summary(rows: Sequence[StudentRow]) -> list[tuple[str, str]]:
    """Sum up a class in a few numbers."""
    finals = [row.final for row in rows] or [0.0]
    whole = cohort.possible(rows)
    full = sum(bool(whole) and row.final >= whole for row in rows)
    late = sum(row.days_late > 0 for row in rows)
    ungraded = sum(row.result is None or not row.result.is_final for row in rows)
    told = [
        ("students", str(len(rows))),
        ("mean", f"{points(fmean(finals))} of {points(whole)}"),
        ("median", points(median(finals))),
        ("all points", str(full)),
        ("late", str(late)),
    ]
    return [*told, ("not final", str(ungraded))] if ungraded else told


def spans(columns: Sequence[cohort.Column]) -> list[tuple[str, int]]:
    """Return how many functions stand under each exercise."""
    counts: dict[str, int] = {}
    for column in columns:
        counts[column.exercise] = counts.get(column.exercise, 0) + 1
    return list(counts.items())


def matrix_row(row: StudentRow, columns: Sequence[cohort.Column], possible: float) -> MatrixRow:
    """Lay out one student."""
    functions = cohort.functions_of(row.result) if row.result else {}
    cells = tuple(cell(*functions[column.key]) if column.key in functions else ABSENT for column in columns)
    names = cohort.names_of(row.result) if row.result else []
    names += endings_of(row.result) if row.result else ["not-graded"]
    return MatrixRow(row, relative_link(row.link), share(row.final, possible), " ".join(names), cells)


ABSENT = MatrixCell("-", "a")


def endings_of(result: SubmissionResult) -> list[str]:
    """Return the endings to filter by."""
    outcomes = {check.outcome for check in result.checks}
    return [outcome for outcome in ("timed_out", "crashed", "ungraded") if outcome in outcomes]


def cell(exercise: ExerciseResult, function: FunctionResult) -> MatrixCell:
    """Mark a function: all points, a part of them in percent, none, not attempted, or ungraded."""
    outcomes = {check.outcome for check in checks_of(exercise, function.name)}
    percent = share(function.points, function.possible)
    if "ungraded" in outcomes:
        return MatrixCell("!", "u")
    if outcomes == {"not_attempted"}:
        return MatrixCell("·", "o")
    if outcomes == {"passed"}:
        return MatrixCell("✓", "p")
    return MatrixCell(str(percent), f"s{percent // 34}") if percent else MatrixCell("✗", "f")


def relative_link(link: str) -> str:
    """Return a link that can only lead to a file beside the page, whatever a student is called."""
    return f"./{quote(link.lstrip('/'), safe='/#')}" if link else ""


def changes(before: Mapping[str, float], after: Mapping[str, float], absent: float | None = None) -> list[Change]:
    """Match two batches by name, in the order of the first one and what is new behind it."""
    return [Change(name, before.get(name, absent), after.get(name, absent)) for name in {**before, **after}]


def counts(rows: Sequence[StudentRow]) -> dict[str, float]:
    """Return how many students have each misconception."""
    return {one.name: float(len(one.students)) for one in cohort.misconceptions(rows)}


def function_shares(rows: Sequence[StudentRow]) -> dict[str, float]:
    """Return what part of a function's points the class has on average, in percent."""
    earned: dict[str, list[float]] = {}
    for _, result in cohort.graded(rows):
        for key, (_, function) in cohort.functions_of(result).items():
            earned.setdefault(key, []).append(100 * function.points / function.possible if function.possible else 0.0)
    return {key: fmean(parts) for key, parts in earned.items()}
