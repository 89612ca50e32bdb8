"""Which hints a class has opened, function by function, of those whose hand-ins tell. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tensorgrade.classroom.row import Row
from tensorgrade_reports import cohort


@dataclass(frozen=True)
class HintLine:
    """The hints of one function: by how many students each was opened, the first first; who of them solved it."""

    place: str
    opened: tuple[int, ...]
    solved: int


@dataclass(frozen=True)
class HintsOpened:
    """The hints of a class, those of most students first; `tell` is how many hand-ins say which were opened."""

    lines: Sequence[HintLine]
    tell: int

    @property
    def most(self) -> int:
        """How many hints were opened of the function of which most were."""
        return max((len(line.opened) for line in self.lines), default=0)


def hints_opened(rows: Sequence[Row], hints: Mapping[str, Mapping[str, int]]) -> HintsOpened:
    """Gather the hints of a class; `hints` are how many each student opened, by the functions' full names."""
    telling = {row.student: cohort.functions_of(row.result) for row in rows if row.student in hints}
    opened: dict[str, dict[str, int]] = {}
    for student in telling:
        for place, count in hints[student].items():
            opened.setdefault(place, {})[student] = count
    lines = []
    for place, counts in opened.items():
        each = tuple(sum(count > number for count in counts.values()) for number in range(max(counts.values())))
        functions = (telling[student].get(place) for student in counts)
        solved = sum(one is not None and one[1].points == one[1].possible for one in functions)
        lines.append(HintLine(place, each, solved))
    return HintsOpened(sorted(lines, key=lambda line: (-line.opened[0], line.place)), len(telling))
