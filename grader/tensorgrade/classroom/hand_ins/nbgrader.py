"""nbgrader's folders: submitted/student/assignment, and its exchange's inbound/student+assignment+time+word.

The names are those of jupyter/nbgrader, nbgrader/exchange/default/submit.py. In each hand-in lies timestamp.txt, which
says when it came. Of several in the exchange the newest counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.hand_ins.plain import Plain
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.classroom.times import parse_time
from tensorgrade.submission.plain_file import ReadingError, read_plain

INBOUND = re.compile(r"(?P<student>[^+]+)\+(?P<assignment>[^+]+)\+(?P<time>[^+]+)(?:\+[^+]+)?")
TIMESTAMP = "timestamp.txt"
TIMESTAMP_LIMIT = 100
FOLDERS_LIMIT = 100
LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)


class Nbgrader(Layout):
    """Folders of nbgrader."""

    rank: ClassVar[int] = 2

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with a hand-in whose time lies in it, or is in its name."""
        return any(map(time_of, listing.entries))

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """List the newest hand-in of each student, and what lies beside them as it is."""
        by_student: dict[str, HandIn] = {}
        whole = [came(each) for each in Plain().hand_ins(listing)]
        for each in sorted(whole, key=lambda each: each.handed_in or LONG_AGO):
            before = by_student.get(each.student)
            by_student[each.student] = each if before is None else newer(before, each)
        return list(by_student.values())


def came(whole: HandIn) -> HandIn:
    """Return a hand-in with its student and its time."""
    name, path = whole.paths[0]
    match = INBOUND.fullmatch(name)
    student = match["student"] if match else whole.student
    return replace(whole, student=student, identity=Identity(student, login=student), handed_in=time_of(path))


def newer(before: HandIn, after: HandIn) -> HandIn:
    """Return a hand-in that takes the place of an older one."""
    (name, path), (newest, _) = before.paths[0], after.paths[0]
    notes = (*before.notes, f"{name} is left out, for {newest} is newer")
    return replace(after, beside=(*before.beside, path), notes=notes)


def time_of(path: Path) -> datetime | None:
    """Return when an entry of the listing was handed in, as far as nbgrader tells."""
    if match := INBOUND.fullmatch(path.name):
        return time_in_text(match["time"])
    times: list[datetime | None] = []
    with suppress(OSError):
        folders = [folder for folder in sorted(path.iterdir())[:FOLDERS_LIMIT] if is_folder(folder)]
        times = [time_in(folder / TIMESTAMP) for folder in folders]
    return max(filter(None, times), default=None)


def time_in(file: Path) -> datetime | None:
    """Return the time in a file of nbgrader's; None where it is not there, or says none."""
    with suppress(ReadingError):
        return time_in_text(read_plain(file, TIMESTAMP_LIMIT).decode("utf-8", "replace"))
    return None


def time_in_text(text: str) -> datetime | None:
    """Return a time as nbgrader writes it."""
    with suppress(ValueError):
        return parse_time(text.strip())
    return None
