"""What all layouts of hand-ins have in common: a folder that an instructor downloaded, and who handed in what in it.

A layout is a file in classroom/hand_ins/ with a class of its own; it is found by being there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from tensorgrade.classroom.identity import Identity
from tensorgrade.submission.commits import Commit
from tensorgrade.submission.selection import SOURCES
from tensorgrade.submission.unpacking import is_archive, stem
from tensorgrade.text import plain_line


@dataclass(frozen=True)
class HandIn:
    """What one student handed in: `paths` is one path, or a platform's several with the names that they had.

    student: what the hand-in is called, made visible. beside: entries that belong to it and are not read. notes: what
    the layout tells of it, each in one sentence. commits: of a clone, the student's own, the newest first. snapshot:
    the one of them that is read; None for what lies there. problem: why it cannot be read, in a fragment.
    """

    student: str
    paths: tuple[tuple[str, Path], ...]
    identity: Identity = field(default_factory=Identity)
    handed_in: datetime | None = None
    beside: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    commits: tuple[Commit, ...] = ()
    snapshot: Commit | None = None
    problem: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "student", plain_line(self.student))


@dataclass(frozen=True)
class Listing:
    """A folder and what is in it, by name, without what is hidden or made by a system.

    logins: those of the class, in small letters, as far as they are known.
    """

    folder: Path
    entries: tuple[Path, ...]
    logins: frozenset[str] = frozenset()


class Layout:
    """One layout. Of those that fit a folder the one of the highest `rank` is taken; of equals the first by file name.

    rank: 2 where a platform's own file or word says so, 1 where names look so, 0 for what fits any folder. own_files:
    names of files that the platform adds, and that nobody handed in.
    """

    rank: ClassVar[int] = 1
    own_files: ClassVar[frozenset[str]] = frozenset()

    def fits(self, listing: Listing) -> bool:
        """Say whether a folder is laid out like this."""
        raise NotImplementedError

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """List what was handed in. Raises SubmissionError."""
        raise NotImplementedError


def is_folder(path: Path) -> bool:
    """Say whether there is a folder, and not a link to one."""
    return path.is_dir() and not path.is_symlink()


def is_handed_in(path: Path) -> bool:
    """Say whether an entry was handed in: a folder, a file of a known kind, or what only stands where one is due."""
    try:
        kind = os.lstat(path).st_mode
    except OSError:
        return True
    if stat.S_ISREG(kind) or (stat.S_ISLNK(kind) and path.is_file()):
        return is_archive(path.name) or path.suffix.lower() in SOURCES
    return True


def bare_name(path: Path) -> str:
    """Return the name of a hand-in without what says of which kind it is."""
    if is_folder(path):
        return path.name
    return stem(path.name) if is_archive(path.name) else path.stem
