"""Canvas's download of an assignment: files named student_[LATE_]user_attachment_file, all in one folder.

The names are those of instructure/canvas-lms, lib/content_zipper.rb: the student's sortable name or the group's, in
small letters and without what is no letter; `anon_` and a code in its place where grading is anonymous; `_text.html`
and `_link.html` for what was typed in. A file that was handed in again has the number of the attempt behind its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.submission.read import is_exercise

FILE = r"(?:\d+_(?P<file>.+)|(?P<entry>text|link)\.html)"
NAMED = re.compile(rf"(?P<name>.+?)_(?P<late>LATE_)?(?P<number>\d+)_{FILE}", re.DOTALL)
ANONYMOUS = re.compile(rf"(?P<late>LATE_)?(?P<name>anon_[^_]+)(?P<number>)_{FILE}", re.DOTALL)
ATTEMPT = re.compile(r"-(\d+)(?=\.\w+$)")
ENTRIES = {"text": "a text entry", "link": "a link"}


class Canvas(Layout):
    """Files in one folder, named by Canvas."""

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with a file that is named so."""
        return any(canvas_parts(path) for path in listing.entries)

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """Gather the files of each student."""
        by_student: dict[tuple[str, str], HandIn] = {}
        for path in sorted(listing.entries, key=attempt_of):
            if match := canvas_parts(path):
                key = (match["name"], match["number"])
                by_student[key] = with_canvas_file(by_student.get(key) or empty_canvas_hand_in(match), match, path)
        return list(by_student.values())


def canvas_parts(path: Path) -> re.Match[str] | None:
    """Take the name of a file apart; None for one that Canvas did not give."""
    return None if is_folder(path) else ANONYMOUS.fullmatch(path.name) or NAMED.fullmatch(path.name)


def attempt_of(path: Path) -> tuple[int, str]:
    """Return the number of the attempt in a file's name, so that the newest comes last."""
    number = ATTEMPT.search(path.name)
    return int(number[1]) if number else 0, path.name


def empty_canvas_hand_in(match: re.Match[str]) -> HandIn:
    """Return a hand-in without files, of the student whom a file's name tells."""
    name, number = match["name"], match["number"]
    notes = ("Canvas marks it late",) if match["late"] else ()
    if not number:
        return HandIn(name, (), notes=(*notes, "graded anonymously: Canvas does not tell who it is"))
    return HandIn(name, (), Identity(name, "canvas", number), notes=notes)


def with_canvas_file(whole: HandIn, match: re.Match[str], path: Path) -> HandIn:
    """Add a file; of several attempts at one exercise the newest counts."""
    if match["entry"]:
        told = f"{ENTRIES[match['entry']]} ({path.name}) is no file: left out"
        return replace(
            whole, paths=whole.paths or ((path.name, path),), beside=(*whole.beside, path), notes=(*whole.notes, told)
        )
    plain = ATTEMPT.sub("", match["file"])
    name = plain if is_exercise(plain) else match["file"]
    older = [other for named, other in whole.paths if named == name]
    notes = (*whole.notes, *(f"{other.name} is left out, for {path.name} is newer" for other in older))
    entries = set(whole.beside)
    paths = tuple((named, other) for named, other in whole.paths if named != name and other not in entries)
    return replace(whole, paths=(*paths, (name, path)), beside=(*whole.beside, *older), notes=notes)
