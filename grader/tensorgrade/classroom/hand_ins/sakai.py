"""Sakai's download of all submissions: folders named Doe, Jane(jdoe), and grades.csv.

What the student handed in lies in `Submission attachment(s)`; beside it are timestamp.txt, a text that was typed in,
and the instructor's comments and attachments, as Sakai's help on Download All shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.classroom.times import local_time
from tensorgrade.submission.plain_file import ReadingError, read_plain

NAME = re.compile(r"(?P<name>.+?) ?\((?P<login>[^()]+)\)", re.DOTALL)
ATTACHMENTS = "Submission attachment(s)"
TIMESTAMP_LIMIT = 100
TIME = "%Y%m%d%H%M%S"
TIME_LENGTH = len("20261103230000")


class Sakai(Layout):
    """Folders, named by Sakai."""

    rank: ClassVar[int] = 2
    own_files: ClassVar[frozenset[str]] = frozenset({"grades.csv", "grades.xls"})

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with a student's folder in it."""
        return any(is_folder(path / ATTACHMENTS) for path in listing.entries if NAME.fullmatch(path.name))

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """List what each student attached."""
        matches = ((match, path) for path in listing.entries if (match := NAME.fullmatch(path.name)))
        return [attached(match, path) for match, path in matches if is_folder(path)]


def attached(match: re.Match[str], path: Path) -> HandIn:
    """Return what one student attached; without attachments there is nothing to read."""
    identity = Identity(match["name"], login=match["login"])
    place = path / ATTACHMENTS
    is_there = is_folder(place)
    problem = "" if is_there else f"it has no {ATTACHMENTS}"
    paths = ((path.name, place if is_there else path),)
    return HandIn(match["name"], paths, identity, time_in(path / "timestamp.txt"), beside=(path,), problem=problem)


def time_in(file: Path) -> datetime | None:
    """Return when a student handed in, as far as the file tells."""
    with suppress(ReadingError, ValueError):
        text = read_plain(file, TIMESTAMP_LIMIT).decode("ascii", "replace").strip()
        return local_time(datetime.strptime(text[:TIME_LENGTH], TIME))
    return None
