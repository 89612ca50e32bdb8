"""Two batches of a class side by side, as one HTML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from tensorgrade.classroom.row import Row
from tensorgrade_reports import cohort
from tensorgrade_reports.html import page as html
from tensorgrade_reports.html.dashboard import summary


@dataclass(frozen=True)
class BeforeAndAfter:
    """Something before and after, in one unit; None where there is no such thing in a batch."""

    name: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


def comparison_page(
    before: Sequence[Row],
    after: Sequence[Row],
    labels: tuple[str, str] = ("before", "after"),
    templates: Path | None = None,
) -> str:
    """Render two batches of a class side by side; students are matched by name.

    Raises TemplateFault where a template of `templates` cannot be used.
    """
    batches = before, after
    first, second = graded(before), graded(after)
    students = sorted(changes(computed(first), computed(second)), key=by_change)
    return html.rendered(
        "comparison.html",
        templates,
        labels=labels,
        summaries=[summary(rows) for rows in batches],
        bands=cohort.band_labels(),
        distributions={label: cohort.distribution(rows) for label, rows in zip(labels, batches, strict=True)},
        students=students,
        counted=counted(students),
        functions=changes(function_shares(first), function_shares(second)),
        misconceptions=changes(counts(before), counts(after), absent=0.0),
    )


def graded(rows: Sequence[Row]) -> list[Row]:
    """Leave out whom we failed to grade: they got no worse."""
    return [row for row in rows if row.result.is_graded]


def changes(
    before: Mapping[str, float], after: Mapping[str, float], absent: float | None = None
) -> list[BeforeAndAfter]:
    """Match two batches by name, in the order of the first one and what is new behind it."""
    return [BeforeAndAfter(name, before.get(name, absent), after.get(name, absent)) for name in {**before, **after}]


def by_change(change: BeforeAndAfter) -> tuple[bool, float]:
    """Sort what got worse most first, and what is in one batch only last."""
    return change.difference is None, change.difference or 0.0


def counted(students: Sequence[BeforeAndAfter]) -> list[tuple[str, int]]:
    """Count who got better, who has the same points, who got worse, and who is in one batch only."""
    changes = [change.difference for change in students]
    differences = [difference for difference in changes if difference is not None]
    return [
        ("better", sum(difference > 0 for difference in differences)),
        ("the same", differences.count(0.0)),
        ("worse", sum(difference < 0 for difference in differences)),
        ("in one only", changes.count(None)),
    ]


def computed(rows: Sequence[Row]) -> dict[str, float]:
    """Return the points of each student as computed: lateness, and what was set by hand, are no progress."""
    return {row.student: row.standing.computed for row in rows}


def counts(rows: Sequence[Row]) -> dict[str, float]:
    """Return how many students have each misconception."""
    return {mistake.label: float(len(mistake.students)) for mistake in cohort.misconceptions(rows)}


def function_shares(rows: Sequence[Row]) -> dict[str, float]:
    """Return what part of a function's points the class has on average, in percent."""
    earned: dict[str, list[float]] = {}
    for row in rows:
        for key, (_, function) in cohort.functions_of(row.result).items():
            earned.setdefault(key, []).append(100 * function.points / function.possible if function.possible else 0.0)
    return {key: fmean(parts) for key, parts in earned.items()}
