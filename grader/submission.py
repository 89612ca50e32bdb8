"""A submission: the Python files that a student hands in, read once, bounded, without running anything.

It is a folder, a zip or a tar with exNN_*.py files somewhere in it, or a bundle: one .py file that answers several
exercises. A notebook stands for the .py file of its name. Links that lead out of the folder are not followed.
"""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from grader import notebooks
from grader.archives import SUFFIXES, ArchiveError, is_archive, limit_of, stem, unpack
from grader.bundle import files_of_bundles
from grader.catalogue import EXERCISE_FILE, Course
from grader.faults import InputError

FILES_LIMIT = 500
ENTRIES_LIMIT = 20_000
SOURCES = (".py", notebooks.SUFFIX)
PASSED_OVER = {"__MACOSX", "__pycache__", "node_modules", "venv", "env", "site-packages"}


class SubmissionError(InputError):
    """The path is no submission; the message is one sentence for the user."""


@dataclass(frozen=True)
class Submission:
    """Files by name, and for those that cannot be read one fragment why.

    `notes` tell what was left out; `handed_in` is the newest time that an archive holds.
    """

    name: str
    files: Mapping[str, bytes]
    problems: Mapping[str, str]
    notes: tuple[str, ...] = ()
    handed_in: datetime | None = None


def read_submission(path: Path, course: Course) -> Submission:
    """Read what was handed in at `path`. Raises SubmissionError."""
    if not path.exists():
        raise SubmissionError(f"there is no {path}")
    if path.is_dir():
        return read_folder(path, course)
    if is_archive(path.name):
        return read_archive(path, course)
    if path.suffix in SOURCES:
        return read_file(path, course)
    raise SubmissionError(
        f"{path} is no submission: give a folder, a .py file, a notebook or an archive ({', '.join(SUFFIXES)})"
    )


def read_folder(path: Path, course: Course) -> Submission:
    """Read the exercise files in or below a folder: those nearest to its top, where most are.

    Raises SubmissionError.
    """
    listed = python_files_below(path)
    home = home_of(listed)
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    top = min((len(entry.parts) for entry in listed), default=0)
    chosen = [entry for entry in listed if (len(entry.parts) == top if home is None else entry.parent == home)]
    for entry in chosen[:FILES_LIMIT]:
        content = read_plain(path, path / entry)
        if isinstance(content, bytes):
            files[entry.name] = content
        else:
            problems[entry.name] = content
    found = without_notebooks(Submission(path.resolve().name, files, problems))
    return found if home is not None else from_bundles(found, course, str(path))


def read_archive(path: Path, course: Course) -> Submission:
    """Read the exercise files in a zip or tar. Raises SubmissionError."""
    try:
        unpacked = unpack(path, is_wanted)
    except ArchiveError as error:
        raise SubmissionError(f"{path} is no submission: {error}") from error
    listed = [PurePosixPath(name) for name in unpacked.files]
    home = home_of(listed)
    files = {entry.name: unpacked.files[str(entry)] for entry in sorted(listed) if home is None or entry.parent == home}
    found = without_notebooks(Submission(stem(path.name), files, {}, tuple(unpacked.left_out), unpacked.newest))
    return found if home is not None else from_bundles(found, course, str(path))


def read_file(path: Path, course: Course) -> Submission:
    """Read one exercise file, bundle or notebook. Raises SubmissionError."""
    content = read_plain(path.parent, path)
    if not isinstance(content, bytes):
        raise SubmissionError(f"{path} is no submission: {content}")
    found = without_notebooks(Submission(path.stem, {path.name: content}, {}))
    if found.problems:
        raise SubmissionError(f"{path} is no submission: {next(iter(found.problems.values()))}")
    return found if any(map(EXERCISE_FILE.fullmatch, found.files)) else from_bundles(found, course, str(path))


def without_notebooks(found: Submission) -> Submission:
    """Put Python source in the place of notebooks; a .py file of the same name wins."""
    files = {name: content for name, content in found.files.items() if not name.endswith(notebooks.SUFFIX)}
    problems, notes = dict(found.problems), list(found.notes)
    for name in sorted(found.files.keys() - files.keys()):
        source = name.removesuffix(notebooks.SUFFIX) + ".py"
        if source in files:
            notes.append(f"{name} is left out, for {source} is there")
            continue
        try:
            read = notebooks.source_of(found.files[name])
            files[source] = read.code
            notes += [f"{name}, {note}" for note in read.notes]
        except notebooks.NotebookError as error:
            problems[source] = str(error)
    return replace(found, files=files, problems=problems, notes=tuple(notes))


def from_bundles(found: Submission, course: Course, where: str) -> Submission:
    """Take files that have no exercise's name as bundles. Raises SubmissionError when they answer no exercise."""
    files = files_of_bundles(course, found.files)
    if not files:
        raise SubmissionError(
            f"{where} holds no exercise: no file is named exNN_slug.py or defines a function of this course"
        )
    return replace(found, files={**found.files, **files})


def home_of(entries: Iterable[PurePosixPath]) -> PurePosixPath | None:
    """Return the folder of the exercise files: nearest to the top, then with the most of them, then first by name."""
    counts: dict[PurePosixPath, int] = {}
    for entry in entries:
        if EXERCISE_FILE.fullmatch(entry.name.replace(notebooks.SUFFIX, ".py")):
            counts[entry.parent] = counts.get(entry.parent, 0) + 1
    return min(counts, key=lambda folder: (len(folder.parts), -counts[folder], str(folder)), default=None)


def python_files_below(root: Path) -> list[PurePosixPath]:
    """List what has the name of a Python file or a notebook in a folder and those below it, level by level, bounded."""
    found: list[PurePosixPath] = []
    level, visited = [PurePosixPath()], 0
    while level:
        below = []
        for folder in level:
            for entry in entries_of(root / folder):
                visited += 1
                if visited > ENTRIES_LIMIT:
                    return found
                path = folder / entry.name
                if path.suffix in SOURCES:
                    found.append(path)
                elif is_wanted_folder(entry.name) and entry.is_dir(follow_symlinks=False):
                    below.append(path)
        level = below
    return found


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """List a folder by name; one that cannot be read is as good as empty."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def is_wanted(path: PurePosixPath) -> bool:
    """Say whether a file in an archive may belong to the submission."""
    return path.suffix in SOURCES and all(is_wanted_folder(part) for part in path.parts[:-1])


def is_wanted_folder(name: str) -> bool:
    """Say whether a folder may hold a student's own files."""
    return not name.startswith(".") and name not in PASSED_OVER


def read_plain(root: Path, path: Path) -> bytes | str:
    """Read one plain file that lies in `root`; else say in a fragment why it cannot be."""
    try:
        if path.is_dir():
            return "it is a folder and not a file"
        if not path.resolve().is_relative_to(root.resolve()):
            return "it is a link that leads out of the submission"
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return "it is no plain file"
        if found.st_size > limit_of(path.name):
            return f"it is larger than {limit_of(path.name) >> 20} MiB"
        return path.read_bytes()
    except OSError as error:
        return f"it cannot be read ({error.strerror})"


def strangers(course: Course, submission: Submission) -> list[str]:
    """Name the files that look like an exercise and are none of the course's, each as one sentence."""
    known = [exercise.file for exercise in course.exercises]
    told = []
    for name in [*submission.files, *submission.problems]:
        alike = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
        if name not in known and (alike or EXERCISE_FILE.fullmatch(name)):
            suffix = f"; did you mean {alike[0]}?" if alike else ""
            told.append(f"{name} is no file of this course{suffix}")
    return told
