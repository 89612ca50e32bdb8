"""A Google Drive folder of a form or of Classroom: files named file - Student.py, copies with (1) behind.

Google Forms writes the name of whoever answered behind the name of the file that was uploaded, as its help on
questions with file upload shows; Classroom writes it before, where each student gets a copy. Drive tells copies of one
name apart by a number, and says `Copy of` before those that somebody made. The newest copy counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.submission.selection import is_exercise

NAME = re.compile(r"(?P<stem>.+) - (?P<name>.+?)(?: ?\((?P<copy>\d+)\))?(?P<suffix>\.\w+)", re.DOTALL)

COPY = re.compile(r"(?:copy of|kopie von|copie de|copia de) +", re.IGNORECASE)


@dataclass(frozen=True)
class Upload:
    """One file: whose it is, how it was called, and the number of the copy."""

    student: str
    name: str
    copy: int


class Drive(Layout):
    """Files in one folder, named by Drive."""

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with an exercise that is named so."""
        return any(is_exercise(upload.name) for upload in filter(None, map(upload_in, listing.entries)))

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """Gather the files of each student."""
        by_student: dict[str, HandIn] = {}
        uploads = [(upload, path) for path in listing.entries if (upload := upload_in(path))]
        for upload, path in sorted(uploads, key=lambda pair: (pair[0].copy, pair[1])):
            before = by_student.get(upload.student) or HandIn(upload.student, (), Identity(upload.student))
            by_student[upload.student] = with_drive_file(before, upload.name, path)
        return list(by_student.values())


def upload_in(path: Path) -> Upload | None:
    """Take the name of a file apart; None for one that is not named so."""
    match = None if is_folder(path) else NAME.fullmatch(path.name)
    if match is None:
        return None
    first, second, suffix = COPY.sub("", match["stem"], count=1), match["name"], match["suffix"]
    is_name_first = is_exercise(second + suffix) and not is_exercise(first + suffix)
    student, file = (first, second) if is_name_first else (second, first)
    return Upload(student, file + suffix, int(match["copy"] or 0))


def with_drive_file(whole: HandIn, name: str, path: Path) -> HandIn:
    """Add a file, in place of an older copy of it."""
    older = tuple(other for named, other in whole.paths if named == name)
    paths = tuple((named, other) for named, other in whole.paths if named != name)
    notes = tuple(f"{other.name} is left out, for {path.name} is newer" for other in older)
    return replace(whole, paths=(*paths, (name, path)), beside=(*whole.beside, *older), notes=(*whole.notes, *notes))
