"""The students of a gradebook in a class list of a platform: who has which row, and of whom that is not clear.

Nobody is guessed: a student whom several rows fit, and a row that several students fit, are told and left unmatched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.roster import Listed, Roster


@dataclass(frozen=True)
class Matching:
    """The rows by student; who has none; whom several rows fit; rows that several students fit."""

    rows: Mapping[str, Listed] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    shared: Mapping[Listed, tuple[str, ...]] = field(default_factory=dict)

    def problems(self, name: str) -> Iterator[str]:
        """Say what does not match; name: what to call the list."""
        if self.strangers:
            yield f"not in {name}: {', '.join(self.strangers)}"
        if self.unclear:
            yield f"several rows of {name} fit, and none is taken: {', '.join(self.unclear)}"
        for listed, students in self.shared.items():
            yield f"{listed.student} of {name} could be each of {', '.join(students)}, and is taken for none of them"


def match_all(identities: Mapping[str, Identity], roster: Roster) -> Matching:
    """Look all students up in a class list."""
    matches = {student: roster.match(identity) for student, identity in identities.items()}
    by_row: dict[Listed, list[str]] = {}
    for student, match in matches.items():
        if match.listed:
            by_row.setdefault(match.listed, []).append(student)
    return Matching(
        rows={students[0]: listed for listed, students in by_row.items() if len(students) == 1},
        strangers=tuple(student for student, match in matches.items() if not match.listed and not match.rivals),
        unclear=tuple(student for student, match in matches.items() if match.rivals),
        shared={listed: tuple(students) for listed, students in by_row.items() if len(students) > 1},
    )
