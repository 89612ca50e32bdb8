"""Find who handed in what in a folder that an instructor downloaded, and read what a student handed in.

Layouts are in classroom/hand_ins/. A student's name is made visible once, where it holds what cannot be seen or is no
UTF-8; the paths keep what the names are. What looks like a hand-in and is a link, a pipe or the like is one that
cannot be read.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path, PurePosixPath

from tensorgrade.classroom import hand_ins
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder, is_handed_in
from tensorgrade.course.catalogue import Course
from tensorgrade.discovery import classes_in
from tensorgrade.submission.leftovers import ARCHIVE
from tensorgrade.submission.listing import files_below, is_listed
from tensorgrade.submission.plain_file import ReadingError, fault_at, read_plain
from tensorgrade.submission.read import (
    HandedIn,
    Submission,
    SubmissionError,
    assembled,
    read_commit,
    read_submission,
    unpacked_below,
    unreadable_told,
)
from tensorgrade.submission.unpacking import is_archive, is_other_archive, limit_of
from tensorgrade.text import fault_of_name, plain_line

READ_TRIES = 3
PASSED_OVER = "passed over: it is no folder, no archive that is read, no .py file and no notebook"


class ChangingError(SubmissionError):
    """A submission changes while it is read; the message is one fragment for the user."""


@dataclass(frozen=True)
class Intake:
    """What a folder holds: the hand-ins, by student, and every other entry, with why it is passed over."""

    hand_ins: tuple[HandIn, ...]
    passed_over: tuple[tuple[str, str], ...] = ()


def find_hand_ins(folder: Path, logins: Iterable[str] = ()) -> Intake:
    """Find the hand-ins in a folder; `logins` are those of the class. Raises SubmissionError when there is none."""
    if not folder.is_dir():
        reason = "is no folder; unpack it and give the folder" if folder.exists() else "is not there"
        raise SubmissionError(f"{folder} {reason}")
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise SubmissionError(f"{folder} cannot be read ({error.strerror})") from error
    entries = tuple(folder / name for name in names if not name.startswith((".", "__")))
    listing = Listing(folder, entries, frozenset(login.casefold() for login in logins if login))
    layout = layout_of(listing)
    handed_in = layout.hand_ins(listing)
    if not handed_in:
        raise SubmissionError(f"{folder} holds no submission: no folder, archive, .py file or notebook")
    used = {path for each in handed_in for path in (*(path for _, path in each.paths), *each.beside)}
    passed_over = [
        (plain_line(path.name), why_passed_over(path))
        for path in entries
        if path not in used and path.name not in layout.own_files
    ]
    return Intake(tuple(told_apart(handed_in)), tuple(passed_over))


def why_passed_over(path: Path) -> str:
    """Say why an entry is no hand-in."""
    if is_handed_in(path):
        return "passed over: it is no hand-in of this layout"
    return f"passed over: it is {ARCHIVE}" if is_other_archive(path.name) else PASSED_OVER


def layout_of(listing: Listing) -> Layout:
    """Return the layout of a folder."""
    kinds = sorted(classes_in(hand_ins, Layout), key=lambda kind: -kind.rank)
    return next(layout for layout in (kind() for kind in kinds) if layout.fits(listing))


def told_apart(handed_in: Iterable[HandIn]) -> list[HandIn]:
    """Sort by name; where two students have one name, add to each what was handed in, and where it must be a hash."""
    ordered = sorted(set(handed_in), key=lambda hand_in: (hand_in.student, hand_in.paths))
    for more in chain([beside], repeat(digest)):
        count = Counter(hand_in.student for hand_in in ordered)
        if len(count) == len(ordered):
            break
        ordered = [hand_in if count[hand_in.student] == 1 else renamed(hand_in, more(hand_in)) for hand_in in ordered]
    return ordered


def renamed(hand_in: HandIn, more: str) -> HandIn:
    """Return a hand-in with something added to its student's name."""
    return replace(hand_in, student=f"{plain_line(hand_in.student, 200)} ({plain_line(more, 100)})")


def beside(hand_in: HandIn) -> str:
    """Say what tells a hand-in from that of another student of the same name."""
    known = hand_in.identity
    return known.sid or known.email or known.login or known.number or hand_in.paths[0][0]


def digest(hand_in: HandIn) -> str:
    """Return a hash of what tells a hand-in from all others."""
    return hashlib.sha256(repr(hand_in).encode("utf-8", "backslashreplace")).hexdigest()[:8]


def read_hand_in(hand_in: HandIn, course: Course) -> Submission:
    """Read what a student handed in, all of one moment.

    Raises SubmissionError when it is no submission, ChangingError when it changes while it is read.
    """
    with unreadable_told(hand_in.paths[0][1]):
        for _ in range(READ_TRIES):
            before = stamp(hand_in)
            submission = read_once(hand_in, course)
            if stamp(hand_in) == before:
                notes = (*hand_in.notes, *submission.notes)
                return replace(
                    submission, name=hand_in.student, handed_in=hand_in.handed_in or submission.handed_in, notes=notes
                )
    raise ChangingError("it changes while it is read")


def read_once(hand_in: HandIn, course: Course) -> Submission:
    """Read one path, or put several files together."""
    first, path = hand_in.paths[0]
    if hand_in.problem:
        raise SubmissionError(f"{path} is no submission: {hand_in.problem}")
    if hand_in.snapshot is not None:
        return read_commit(path, hand_in.snapshot, course)
    if all(path in hand_in.beside for _, path in hand_in.paths):
        raise SubmissionError(f"no file was handed in: {'; '.join(hand_in.notes) or first}")
    if len(hand_in.paths) == 1:
        if told := fault_at(path):
            raise SubmissionError(f"{path} is no submission: {told}")
        if is_folder(path) or is_archive(first):
            return read_submission(path, course)
    return read_several(hand_in, first, course)


def read_several(hand_in: HandIn, first: str, course: Course) -> Submission:
    """Put together the files of a platform that gives several without a folder, archives opened as one each."""
    notes = [f"{name} {fault}: left out" for name, _ in hand_in.paths if (fault := fault_of_name(name))]
    places = {PurePosixPath(name): path for name, path in hand_in.paths if not fault_of_name(name)}
    unpacked = unpacked_below({name: path for name, path in places.items() if is_archive(name.name)})
    entries = {PurePosixPath(name): content for name, content in unpacked.files.items()}
    unread: dict[PurePosixPath, str] = {}
    for name, path in places.items():
        if is_listed(name) and not is_archive(name.name):
            try:
                entries[name] = read_plain(path, limit_of(name.name))
            except ReadingError as error:
                unread[name] = str(error)
    others = [name for name, path in places.items() if not is_listed(name) and path not in hand_in.beside]
    return assembled(
        HandedIn(
            hand_in.student,
            first,
            entries,
            unread,
            (*notes, *unpacked.left_out),
            unpacked.newest,
            others=(*others, *unpacked.others),
        ),
        course,
    )


def stamp(hand_in: HandIn) -> list[tuple[str, int, int]]:
    """Return names, sizes and times of a hand-in's files, to see whether they change."""
    stamps = []
    for _, path in hand_in.paths:
        files = [path / entry for entry in files_below(path).files] if is_folder(path) else [path]
        for file in files:
            try:
                status = os.lstat(file)
                stamps.append((str(file), status.st_size, status.st_mtime_ns))
            except OSError:
                stamps.append((str(file), -1, -1))
    return stamps
