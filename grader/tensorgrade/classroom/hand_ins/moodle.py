"""Moodle's download of all submissions: folders, or files, named student_number_assignsubmission_kind.

The names are those of moodle/moodle, mod/assign/classes/downloader.php: the full name or the group's, the number that
the grading worksheet calls `Participant`, and the kind, which is `file` or `onlinetext`. Where grading is blind the
full name is `Participant`. A group has a number of its own, the group of those who are in none has no number. Older
versions put a dash below at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder

NAME = re.compile(r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL)
BLIND = "Participant"


class Moodle(Layout):
    """Folders and files, named by Moodle."""

    rank: ClassVar[int] = 2

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with an entry that is named so."""
        return any(NAME.fullmatch(path.name) for path in listing.entries)

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """Gather what each student handed in, files before text."""
        by_student: dict[tuple[str, str], HandIn] = {}
        matches = [(match, path) for path in listing.entries if (match := NAME.fullmatch(path.name))]
        for match, path in sorted(matches, key=lambda pair: pair[0]["kind"] != "file"):
            key = (match["name"], match["number"] or "")
            by_student[key] = with_moodle_entry(by_student.get(key) or empty_moodle_hand_in(match), match, path)
        return list(by_student.values())


def empty_moodle_hand_in(match: re.Match[str]) -> HandIn:
    """Return a hand-in without files, of the student whom a name tells."""
    name, number = match["name"], match["number"] or ""
    if name == BLIND:
        return HandIn(f"{BLIND} {number}", (), Identity(platform="moodle", number=number))
    return HandIn(name, (), Identity(name, "moodle" if number else "", number))


def with_moodle_entry(whole: HandIn, match: re.Match[str], path: Path) -> HandIn:
    """Add a folder or a file; text that was typed in is not read where there are files."""
    if match["kind"] == "file":
        name = path.name if is_folder(path) else match["file"] or path.name
        return replace(whole, paths=(*whole.paths, (name, path)))
    notes = (*whole.notes, f"text that was typed in ({path.name}) is no file: left out")
    return replace(whole, paths=whole.paths or ((path.name, path),), beside=(*whole.beside, path), notes=notes)
