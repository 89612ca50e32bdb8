"""A Google Drive folder of a form or of Classroom: files named file - Student.py, copies with (1) behind.

Google Forms writes the name of whoever answered behind the name of the file that was uploaded, as its help on
questions with file upload shows; Drive tells copies of one name apart by a number. The newest copy counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.submission.read import is_exercise

NAME = re.compile(r"(?P<stem>.+) - (?P<name>.+?)(?: ?\((?P<copy>\d+)\))?(?P<suffix>\.\w+)", re.DOTALL)


class Drive(Layout):
    """Files in one folder, named by Drive."""

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with an exercise that is named so."""
        matches = filter(None, map(drive_parts, listing.entries))
        return any(is_exercise(match["stem"] + match["suffix"]) for match in matches)

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """Gather the files of each student."""
        by_student: dict[str, HandIn] = {}
        matches = [(match, path) for path in listing.entries if (match := drive_parts(path))]
        for match, path in sorted(matches, key=lambda pair: (int(pair[0]["copy"] or 0), pair[1])):
            before = by_student.get(match["name"]) or HandIn(match["name"], (), Identity(match["name"]))
            by_student[match["name"]] = with_drive_file(before, match["stem"] + match["suffix"], path)
        return list(by_student.values())


def drive_parts(path: Path) -> re.Match[str] | None:
    """Take the name of a file apart; None for one that is not named so."""
    return None if is_folder(path) else NAME.fullmatch(path.name)


def with_drive_file(whole: HandIn, name: str, path: Path) -> HandIn:
    """Add a file, in place of an older copy of it."""
    older = tuple(other for named, other in whole.paths if named == name)
    paths = tuple((named, other) for named, other in whole.paths if named != name)
    notes = tuple(f"{other.name} is left out, for {path.name} is newer" for other in older)
    return replace(whole, paths=(*paths, (name, path)), beside=(*whole.beside, *older), notes=(*whole.notes, *notes))
