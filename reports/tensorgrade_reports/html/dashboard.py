"""A class as one HTML file.

Rows of students go in, a page comes out that needs nothing else. The page sorts, filters and searches by a small
script of its own; without it, everything can still be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from urllib.parse import quote

from tensorgrade.classroom.claim import STUDENTS
from tensorgrade.classroom.groups import Group
from tensorgrade.classroom.row import Row
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import ExerciseResult, FunctionResult, SubmissionResult
from tensorgrade_reports import cohort
from tensorgrade_reports.html import page as html
from tensorgrade_reports.numbers import points, share
from tensorgrade_reports.overview import OUTCOME_WORDS, checks_of

MOST_MISCONCEPTIONS, MOST_LINES, MOST_GROUPS = 12, 15, 12
LISTED_ENDINGS = 100


@dataclass(frozen=True)
class MatrixCell:
    """How a student stands in one function: a mark (table.js sorts by it) and its class in the style sheet."""

    mark: str
    kind: str


@dataclass(frozen=True)
class MatrixRow:
    """One student in the table: the row, the names of diagnoses to filter by, a cell for each function."""

    row: Row
    percent: int
    names: str
    cells: tuple[MatrixCell, ...]


def dashboard_page(
    rows: Sequence[Row],
    title: str = "Class",
    similar: Sequence[SimilarPair] = (),
    templates: Path | None = None,
    groups: Sequence[Group] = (),
) -> str:
    """Render the dashboard of a class. Raises TemplateFault where a template of `templates` cannot be used.

    similar: pairs of submissions that look alike (tensorgrade.classroom.similar), shown as a hint. groups: of answers
    that are alike (tensorgrade.classroom.groups).
    """
    columns, possible = cohort.columns(rows), cohort.possible(rows)
    lines = cohort.check_lines(rows)
    misconceptions = cohort.misconceptions(rows)[:MOST_MISCONCEPTIONS]
    endings, remarks = cohort.bad_endings(rows), cohort.reading_remarks(rows)
    return html.render(
        "dashboard.html",
        templates,
        title=title,
        rows=[matrix_row(row, columns, possible) for row in rows],
        columns=columns,
        exercises=spans(columns),
        possible=possible,
        summary=summary(rows),
        bands=cohort.band_labels(),
        distribution=cohort.distribution(rows),
        shares=cohort.shares(rows),
        misconceptions=misconceptions,
        names=cohort.names_with_counts(rows),
        explained={misconception.name for misconception in misconceptions if misconception.name in LADDER},
        hardest=cohort.hardest(lines)[:MOST_LINES],
        slowest=cohort.slowest(lines)[:MOST_LINES],
        endings=endings[:LISTED_ENDINGS],
        endings_left_out=max(0, len(endings) - LISTED_ENDINGS),
        read=remarks[:LISTED_ENDINGS],
        read_left_out=max(0, len(remarks) - LISTED_ENDINGS),
        similar=similar,
        unnamed=unnamed(groups)[:MOST_GROUPS],
        ways=ways(groups),
        link=link_of,
        words=OUTCOME_WORDS,
    )


def unnamed(groups: Sequence[Group]) -> list[Group]:
    """Return the groups that no known mistake explains, of two students and more, the largest first."""
    alike = [group for group in groups if group.kind == "alike" and len(group.students) > 1]
    return sorted(alike, key=lambda group: -len(group.students))


def ways(groups: Sequence[Group]) -> list[tuple[str, int, int]]:
    """Return of each function how many students solved it, and in how many ways; the most ways first."""
    right: dict[str, list[int]] = {}
    for group in groups:
        if group.kind == "right":
            right.setdefault(group.place, []).append(len(group.students))
    return sorted(((place, sum(sizes), len(sizes)) for place, sizes in right.items()), key=lambda one: -one[2])


def summary(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Sum up a class in a few numbers."""
    finals = [row.standing.points for row in rows] or [0.0]
    whole = cohort.possible(rows)
    full = sum(bool(whole) and row.standing.points >= whole for row in rows)
    late = sum(row.standing.days_late > 0 for row in rows)
    ungraded = sum(row.is_absent or not row.result.is_final for row in rows)
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


def matrix_row(row: Row, columns: Sequence[cohort.Column], possible: float) -> MatrixRow:
    """Lay out one student."""
    functions = cohort.functions_of(row.result)
    cells = tuple(cell(*functions[column.key]) if column.key in functions else ABSENT for column in columns)
    names = ["not-graded"] if row.is_absent else [*cohort.names_of(row.result), *endings_of(row.result)]
    return MatrixRow(row, share(row.standing.points, possible), " ".join(names), cells)


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


def link_of(row: Row) -> str:
    """Return the link from the dashboard to a student's page; empty for one who has none."""
    return "" if row.is_absent else relative_link(f"{STUDENTS}/{row.page}.html")


def relative_link(link: str) -> str:
    """Return a link that can only lead to a file beside the page, whatever a student is called."""
    return f"./{quote(link.lstrip('/'), safe='/#')}" if link else ""
