"""Which students a page is about: what the query of its address says. It travels along from page to page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from tensorgrade.classroom.groups import AnswerGroup
from tensorgrade.classroom.row import Row
from tensorgrade_reports.numbers import share


@dataclass(frozen=True)
class Choice:
    """What is asked of the students: a part of the name, a group, points in percent, whether they were reviewed."""

    name: str = ""
    group: str = ""
    low: str = ""
    high: str = ""
    review: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """Read a query; what it says besides is left out."""
        return cls(**{field.name: query.get(field.name, "").strip()[:200] for field in fields(cls)})

    @property
    def query(self) -> str:
        """The query of an address, with its question mark; empty where nothing is asked."""
        asked = {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        return f"?{urlencode(asked)}" if asked else ""

    def rows(self, rows: Sequence[Row], groups: Sequence[AnswerGroup], reviews: set[tuple[str, str]]) -> list[Row]:
        """Return the students that are asked for, in order."""
        members = next((set(group.students) for group in groups if group.id == self.group), set())
        low, high = percent(self.low, 0), percent(self.high, 100)
        return [
            row
            for row in rows
            if self.name.casefold() in row.student.casefold()
            and (not self.group or row.student in members)
            and low <= min(100, share(row.standing.points, row.standing.possible)) <= high
            and (not self.review or ((row.student, "") in reviews) is (self.review == "done"))
        ]


def percent(text: str, otherwise: int) -> int:
    """Read a number of percent."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else otherwise
