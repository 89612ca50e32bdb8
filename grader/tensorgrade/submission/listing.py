"""What lies in a hand-in: a folder and those below it, listed without reading a file, bounded."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from tensorgrade.submission.opened_hints import FILE, FILES_LIMIT, FOLDER, is_hints_file
from tensorgrade.submission.plain_file import fault_of_error
from tensorgrade.submission.selection import DATA, SOURCES, is_source
from tensorgrade.submission.unpacking import is_archive
from tensorgrade.text import plain_line

ENTRIES_LIMIT = 20_000
PASSED_OVER = {"__MACOSX", "__pycache__", "node_modules", "venv", "env", "site-packages"} | {
    "answer_key"  # of a release; the stubs in it are nobody's work
}


@dataclass
class FilesBelow:
    """The files that may be read: Python, notebooks, data, archives; the others; what was not looked into, told.

    hints: where it may be noted which hints were opened.
    """

    files: list[PurePosixPath] = field(default_factory=list)
    hints: list[PurePosixPath] = field(default_factory=list)
    others: list[PurePosixPath] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def files_below(root: Path) -> FilesBelow:
    """List a folder and those below it, level by level, bounded. Raises OSError where the folder cannot be read."""
    listed = FilesBelow()
    notes = listed.notes
    level, visited = [PurePosixPath()], 0
    while level:
        below: list[PurePosixPath] = []
        for folder in level:
            try:
                entries = entries_of(root / folder)
            except OSError as error:
                if folder == PurePosixPath():
                    raise
                notes.append(f"{plain_line(str(folder))} {fault_of_error(error).removeprefix('it ')}: left out")
                continue
            for entry in entries:
                visited += 1
                if visited > ENTRIES_LIMIT:
                    notes.append(f"it has more than {ENTRIES_LIMIT} entries: the others are left out")
                    return listed
                path = folder / entry.name
                if is_listed(path) and (is_source(path) or not entry.is_dir()):
                    listed.files.append(path)
                elif is_placeholder(entry.name):
                    listed.others.append(path)
                elif entry.name == FOLDER and entry.is_dir(follow_symlinks=False):
                    listed.hints += [path / FILE] if len(listed.hints) < FILES_LIMIT else []
                elif not is_wanted_folder(entry.name):
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    below.append(path)
                elif entry.is_symlink() and (root / path).is_dir():
                    notes.append(f"{plain_line(str(path))} is a link to a folder: left out")
                else:
                    listed.others.append(path)
        level = below
    return listed


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """List a folder by name, bounded. Raises OSError."""
    with os.scandir(folder) as entries:
        return sorted(islice(entries, ENTRIES_LIMIT + 1), key=lambda entry: entry.name)


def is_wanted(path: PurePosixPath) -> bool:
    """Say whether a file in an archive may belong to the submission."""
    return is_hints_file(path) or (is_listed(path) and all(is_wanted_folder(part) for part in path.parts[:-1]))


def is_listed(path: PurePosixPath) -> bool:
    """Say whether a name is one of source, of data or of an archive."""
    return path.suffix.lower() in (*SOURCES, *DATA) or is_archive(path.name)


def is_placeholder(name: str) -> bool:
    """Say whether a name is that of what iCloud leaves in the place of a file: `.ex01_sums.py.icloud`."""
    return name.startswith(".") and name.endswith(".icloud")


def is_wanted_folder(name: str) -> bool:
    """Say whether a folder may hold a student's own files."""
    return not name.startswith(".") and name not in PASSED_OVER
