"""Blackboard's download of an assignment: files named assignment_login_attempt_2026-11-03-23-15-00_file.

The names are those that kwurst/bb-file-cleanup and vangef/BBGradebookOrganiser take apart. Beside the files of each
attempt lies a receipt, the same name with .txt behind the time; its first line tells the student's name and login. Of
several attempts the newest counts.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder
from tensorgrade.classroom.times import local_time
from tensorgrade.submission.plain_file import ReadingError, read_plain

NAME = re.compile(r"(?P<whose>.+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<receipt>\.txt))", re.DOTALL)
FIRST_LINE = re.compile(r"Name:\s*(?P<name>.*?)\s*\((?P<login>[^()]+)\)\s*")
RECEIPT_LIMIT = 1 << 20


@dataclass(frozen=True)
class Attempt:
    """One file of one attempt: `whose` is the assignment and the login, `time` as Blackboard writes it."""

    whose: str
    time: str
    path: Path
    file: str = ""


class Blackboard(Layout):
    """Files in one folder, named by Blackboard."""

    rank: ClassVar[int] = 2

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with a file that is named so."""
        return any(map(attempt_in, listing.entries))

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """Gather the files of each student's newest attempt."""
        by_student: dict[str, list[Attempt]] = {}
        for path in listing.entries:
            if attempt := attempt_in(path):
                by_student.setdefault(attempt.whose, []).append(attempt)
        return [newest_attempt(attempts) for attempts in by_student.values()]


def attempt_in(path: Path) -> Attempt | None:
    """Take the name of a file apart; None for one that Blackboard did not give."""
    match = None if is_folder(path) else NAME.fullmatch(path.name)
    return match and Attempt(match["whose"], match["time"], path, match["file"] or "")


def newest_attempt(attempts: Sequence[Attempt]) -> HandIn:
    """Put the newest attempt together."""
    time = max(attempt.time for attempt in attempts)
    own = [attempt for attempt in attempts if attempt.time == time]
    older = sorted({attempt.time for attempt in attempts} - {time})
    files = tuple((attempt.file, attempt.path) for attempt in own if attempt.file)
    receipts = [attempt.path for attempt in own if not attempt.file]
    identity = identity_in_receipt(own[0].whose, receipts)
    return HandIn(
        identity.label,
        files or tuple((path.name, path) for path in receipts),
        identity,
        time_of_attempt(time),
        tuple(attempt.path for attempt in attempts if attempt.time != time or not attempt.file),
        tuple(f"the attempt of {when} is left out, for that of {time} is newer" for when in older),
    )


def identity_in_receipt(whose: str, receipts: Sequence[Path]) -> Identity:
    """Return who a file is of: what the receipt says, else the login in the file's name."""
    for path in receipts:
        with contextlib.suppress(ReadingError):
            first = read_plain(path, RECEIPT_LIMIT).decode("utf-8-sig", "replace").partition("\n")[0]
            match = FIRST_LINE.fullmatch(first.strip())
            if match and whose.endswith(f"_{match['login']}"):
                return Identity(match["name"], login=match["login"])
    return Identity(login=whose.rpartition("_")[2])


def time_of_attempt(text: str) -> datetime | None:
    """Return when an attempt was handed in; None where there is no such time."""
    try:
        return local_time(datetime.strptime(text, "%Y-%m-%d-%H-%M-%S"))
    except ValueError:
        return None
