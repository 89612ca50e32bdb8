"""A class as one HTML file.

Rows of students go in, a page comes out that needs nothing else. The page sorts, filters and searches by a small
script of its own; without it, everything can still be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from urllib.parse import quote

from tensorgrade.classroom.claim import STUDENTS
from tensorgrade.classroom.concepts import ConceptStanding, Snapshot, concept_of, standings
from tensorgrade.classroom.groups import AnswerGroup
from tensorgrade.classroom.row import Row
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.protocol.ladder import LADDER
from tensorgrade_reports import cohort
from tensorgrade_reports.hint_lines import hints_opened
from tensorgrade_reports.html import page as html
from tensorgrade_reports.html.matrix import matrix
from tensorgrade_reports.items import Item, items
from tensorgrade_reports.numbers import points
from tensorgrade_reports.overview import OUTCOME_WORDS

MOST_MISCONCEPTIONS, MOST_LINES, MOST_GROUPS = 12, 15, 12
LISTED_ENDINGS = 100


@dataclass(frozen=True)
class ClassFindings:
    """What is known of a class beside its rows.

    similar: submissions that look alike, shown as a hint. groups: answers that are alike. concepts: in which functions
    each concept can go wrong. before: how the class stood before its last results. hints: how many each student opened,
    by functions, where that is told. has_links: whether students have pages beside this one.
    """

    similar: Sequence[SimilarPair] = ()
    groups: Sequence[AnswerGroup] = ()
    concepts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    before: Snapshot | None = None
    hints: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    has_links: bool = True


@dataclass(frozen=True)
class Taught:
    """A concept on the dashboard: how the class stands in it, how much that has changed, its commonest mistake.

    change: in percent of those who tried; None where nothing is known of before.
    """

    standing: ConceptStanding
    change: int | None
    example: cohort.Misconception | None


@dataclass(frozen=True)
class ReadAgain:
    """A check that looks wrong, with the code of the best student who fails it, where that is kept."""

    item: Item
    student: Row
    code: str


def dashboard_page(
    rows: Sequence[Row], title: str = "Class", findings: ClassFindings | None = None, templates: Path | None = None
) -> str:
    """Render the dashboard of a class. Raises TemplateFault where a template of `templates` cannot be used."""
    known = findings or ClassFindings()
    lines, checks = cohort.check_lines(rows), items(rows)
    mistakes = cohort.misconceptions(rows)
    endings, remarks = cohort.bad_endings(rows), cohort.reading_remarks(rows)
    return html.rendered(
        "dashboard.html",
        templates,
        title=title,
        matrix=matrix(rows),
        possible=cohort.possible(rows),
        summary=summary(rows),
        bands=cohort.band_labels(),
        distribution=cohort.distribution(rows),
        shares=cohort.average_shares(rows),
        concepts=taught(rows, known, mistakes),
        before=known.before,
        hints=hints_opened(rows, known.hints),
        misconceptions=mistakes[:MOST_MISCONCEPTIONS],
        other_misconceptions=mistakes[MOST_MISCONCEPTIONS:],
        names=cohort.names_with_counts(rows),
        explained={one.name for one in mistakes[:MOST_MISCONCEPTIONS] if one.name in LADDER},
        read_again=read_again(checks, known.groups),
        telling_nothing=[one for one in checks if one.tells_nothing],
        hardest=cohort.hardest(lines)[:MOST_LINES],
        slowest=cohort.slowest(lines)[:MOST_LINES],
        endings=endings[:LISTED_ENDINGS],
        endings_left_out=max(0, len(endings) - LISTED_ENDINGS),
        read=remarks[:LISTED_ENDINGS],
        read_left_out=max(0, len(remarks) - LISTED_ENDINGS),
        similar=known.similar,
        unnamed=unnamed(known.groups)[:MOST_GROUPS],
        ways=ways(known.groups),
        link=link_of if known.has_links else lambda row: "",
        words=OUTCOME_WORDS,
    )


def taught(rows: Sequence[Row], known: ClassFindings, mistakes: Sequence[cohort.Misconception]) -> list[Taught]:
    """Return the concepts that the class met, what most lack first."""
    examples: dict[str, cohort.Misconception] = {}
    for mistake in mistakes:
        examples.setdefault(concept_of(mistake.name), mistake)
    before = known.before.lacking if known.before else {}
    return [
        Taught(
            standing,
            round(100 * (standing.share - before[standing.concept])) if standing.concept in before else None,
            examples.get(standing.concept),
        )
        for standing in standings(rows, known.concepts)
    ]


def read_again(checks: Sequence[Item], groups: Sequence[AnswerGroup]) -> list[ReadAgain]:
    """Return the checks that look wrong, each with an answer that fails it."""
    found = []
    for item in checks:
        if item.looks_wrong and item.best_failing is not None:
            row, place = item.best_failing, (item.exercise, item.check.function)
            own = (one.code for one in groups if (one.exercise, one.function) == place and row.student in one.students)
            found.append(ReadAgain(item, row, next(own, "")))
    return found


def unnamed(groups: Sequence[AnswerGroup]) -> list[AnswerGroup]:
    """Return the groups that no known mistake explains, of two students and more, the largest first."""
    alike = [group for group in groups if group.kind == "alike" and len(group.students) > 1]
    return sorted(alike, key=lambda group: -len(group.students))


def ways(groups: Sequence[AnswerGroup]) -> list[tuple[str, int, int]]:
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


def link_of(row: Row) -> str:
    """Return the link from the dashboard to a student's page; empty for one who has none."""
    return "" if row.is_absent else relative_link(f"{STUDENTS}/{row.page}.html")


def relative_link(link: str) -> str:
    """Return a link that can only lead to a file beside the page, whatever a student is called."""
    return f"./{quote(link.lstrip('/'), safe='/#')}" if link else ""
