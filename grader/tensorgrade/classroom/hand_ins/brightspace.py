"""Brightspace's download of an assignment: folders named user-item - Student - Nov 3, 2026 1115 PM, and index.html.

The names are those that D2L's documents of the Assignments tool show for downloaded submissions; without folders each
file has the same before its own name. The date is written in the language of whoever downloads. A student who handed
in again has them for each time: the newest counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing
from tensorgrade.classroom.times import local_time, time_in_words

NAME = re.compile(
    r"(?P<user>\d+)-(?P<item>\d+) - (?P<name>.+?)"
    r"(?: ?- ?(?P<date>[^\W\d]{3,10}\.? \d{1,2}, ?\d{4}|\d{1,2}\.? (?:de )?[^\W\d]{3,10}\.?,? (?:de )?\d{4})"
    r" (?P<hour>\d{1,2})[_.h]?(?P<minute>\d\d) ?(?P<half>[AP]M)?(?: ?- ?(?P<file>.+))?)?"
    r"(?P<suffix>\.\w+)?",
    re.DOTALL,
)
OLDEST = datetime(1970, 1, 2).astimezone()


class Brightspace(Layout):
    """Folders, named by Brightspace."""

    rank: ClassVar[int] = 2
    own_files: ClassVar[frozenset[str]] = frozenset({"index.html"})

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with an entry that is named so."""
        return any(NAME.fullmatch(path.name) for path in listing.entries)

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """List the newest hand-in of each student."""
        by_student: dict[tuple[str, str], HandIn] = {}
        matches = [(match, path) for path in listing.entries if (match := NAME.fullmatch(path.name))]
        for match, path in sorted(matches, key=lambda pair: (time_in_name(pair[0]) or OLDEST, pair[1])):
            key = (match["user"], match["name"])
            by_student[key] = with_brightspace_entry(by_student.get(key), match, path)
        return list(by_student.values())


def with_brightspace_entry(before: HandIn | None, match: re.Match[str], path: Path) -> HandIn:
    """Return a hand-in with an entry more; one that is newer takes the place of the older ones."""
    identity, time = Identity(match["name"], "brightspace", match["user"]), time_in_name(match)
    named = (match["file"] or path.name, path)
    if before is None:
        return HandIn(match["name"], (named,), identity, time)
    if match["file"] and time == before.handed_in:
        return replace(before, paths=(*before.paths, named))
    older = [other for _, other in before.paths]
    notes = (*before.notes, *(f"{other.name} is left out, for {path.name} is newer" for other in older))
    return replace(before, paths=(named,), handed_in=time, beside=(*before.beside, *older), notes=notes)


def time_in_name(match: re.Match[str]) -> datetime | None:
    """Return when a folder was handed in, as far as its name tells."""
    if not match["date"]:
        return None
    half = f" {match['half']}" if match["half"] else ""
    try:
        return local_time(time_in_words(f"{match['date']} {match['hour']}:{match['minute']}{half}"))
    except ValueError:
        return None
