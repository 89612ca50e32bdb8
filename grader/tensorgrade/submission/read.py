"""A submission: the Python files that a student hands in, read once, bounded, without running anything.

It is a folder, a zip or a tar with exNN_*.py files somewhere in it, or a bundle: one .py file that answers several
exercises. A notebook stands for the .py file of its name. Links that lead out of the folder are not followed. Names
and sentences that come out hold nothing that cannot be seen.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath

from tensorgrade.course.catalogue import EXERCISE_FILE, Course
from tensorgrade.exits import InputError
from tensorgrade.submission import notebook_cells
from tensorgrade.submission.bundles import files_of_bundles
from tensorgrade.submission.container import ArchiveError
from tensorgrade.submission.notebook_cells import Cells
from tensorgrade.submission.plain_file import ReadingError, fault_of_error, fault_of_link, read_plain_within
from tensorgrade.submission.unpacking import is_archive, limit_of, stem, suffixes, unpack
from tensorgrade.text import fault_of_name, plain_line

FILES_LIMIT = 500
ENTRIES_LIMIT = 20_000
LEFT_OUT_TOLD = 5
SOURCES = (".py", notebook_cells.SUFFIX)
PASSED_OVER = {"__MACOSX", "__pycache__", "node_modules", "venv", "env", "site-packages"}


class SubmissionError(InputError):
    """The path is no submission; the message is one sentence for the user, with nothing in it that cannot be seen."""

    def __init__(self, message: str) -> None:
        super().__init__(plain_line(message, 4_000))


@dataclass(frozen=True)
class Submission:
    """Files by name, and for those that cannot be read one fragment why.

    `notes` tell what was left out, and `chosen` which file was taken where several could be an exercise; `handed_in` is
    the newest time that an archive holds. The names of files are such that every system can hold them; the name of the
    submission is made so. `paths` tell where files were read, of those that lie on their own; `cells` where the cells
    of notebooks begin in the source that stands for them.
    """

    name: str
    files: Mapping[str, bytes]
    problems: Mapping[str, str]
    notes: tuple[str, ...] = ()
    handed_in: datetime | None = None
    paths: Mapping[str, Path] = field(default_factory=dict, compare=False)
    chosen: tuple[str, ...] = ()
    cells: Mapping[str, Cells] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_line(self.name))
        object.__setattr__(self, "notes", tuple(map(plain_line, self.notes)))
        object.__setattr__(self, "chosen", tuple(map(plain_line, self.chosen)))


@contextmanager
def unreadable_told(path: Path) -> Iterator[None]:
    """Turn what reading may stumble over into a sentence. Raises SubmissionError."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise SubmissionError(f"{path} is no submission: {fault_of_error(error)}") from error
    except (RecursionError, MemoryError, OverflowError) as error:
        raise SubmissionError(f"{path} is no submission: it cannot be read ({type(error).__name__})") from error


def read_submission(path: Path, course: Course) -> Submission:
    """Read what was handed in at `path`. Raises SubmissionError."""
    with unreadable_told(path):
        if not os.path.lexists(path):
            raise SubmissionError(f"there is no {path}")
        check_link(path)
        if path.is_dir():
            return read_folder(path, course)
        if is_archive(path.name):
            return read_archive(path, course)
        if path.suffix in SOURCES:
            return read_file(path, course)
    raise SubmissionError(
        f"{path} is no submission: give a folder, a .py file, a notebook or an archive ({', '.join(suffixes())})"
    )


def check_link(path: Path) -> None:
    """Raise SubmissionError for a link that leads nowhere."""
    try:
        os.path.realpath(path, strict=True)
    except OSError as error:
        told = fault_of_link(error) if path.is_symlink() else fault_of_error(error)
        raise SubmissionError(f"{path} is no submission: {told}") from error


def read_folder(path: Path, course: Course) -> Submission:
    """Read the exercise files in or below a folder: those nearest to its top, where most are.

    Raises SubmissionError.
    """
    listed, notes = python_files_below(path)
    home, chosen = home_of(listed), files_at_home(listed)
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    for entry in chosen[:FILES_LIMIT]:
        if fault := fault_of_name(entry.name):
            notes.append(f"{plain_line(entry.name)} {fault}: left out")
            continue
        try:
            files[entry.name] = read_plain_within(path, path / entry, limit_of(entry.name))
        except ReadingError as error:
            problems[entry.name] = str(error)
    if len(chosen) > FILES_LIMIT:
        notes.append(f"it has more than {FILES_LIMIT} files: the others are left out")
    paths = {entry.name: path / entry for entry in chosen if entry.name in files}
    found = without_notebooks(Submission(path.resolve().name, files, problems, told(notes), paths=paths))
    return found if home is not None else from_bundles(found, course, str(path))


def read_archive(path: Path, course: Course) -> Submission:
    """Read the exercise files in a zip or tar. Raises SubmissionError."""
    try:
        unpacked = unpack(path, is_wanted)
    except ArchiveError as error:
        raise SubmissionError(f"{path} is no submission: {error}") from error
    listed = sorted(PurePosixPath(name) for name in unpacked.files)
    home = home_of(listed)
    chosen = [entry for entry in listed if home is None or entry.parent == home]
    files = {entry.name: unpacked.files[str(entry)] for entry in chosen[:FILES_LIMIT]}
    if len(chosen) > FILES_LIMIT:
        unpacked.left_out.append(f"it has more than {FILES_LIMIT} files: the others are left out")
    found = without_notebooks(Submission(stem(path.name), files, {}, tuple(unpacked.left_out), unpacked.newest))
    return found if home is not None else from_bundles(found, course, str(path))


def read_file(path: Path, course: Course) -> Submission:
    """Read one exercise file, bundle or notebook. Raises SubmissionError."""
    try:
        content = read_plain_within(path.parent, path, limit_of(path.name))
    except ReadingError as error:
        raise SubmissionError(f"{path} is no submission: {error}") from error
    if fault := fault_of_name(path.name):
        raise SubmissionError(f"{path} is no submission: it {fault}")
    found = without_notebooks(Submission(path.stem, {path.name: content}, {}, paths={path.name: path}))
    if found.problems:
        raise SubmissionError(f"{path} is no submission: {next(iter(found.problems.values()))}")
    return found if any(map(EXERCISE_FILE.fullmatch, found.files)) else from_bundles(found, course, str(path))


def without_notebooks(found: Submission) -> Submission:
    """Put Python source in the place of notebooks; a .py file of the same name wins."""
    files = {name: content for name, content in found.files.items() if not name.endswith(notebook_cells.SUFFIX)}
    problems, notes, cells = dict(found.problems), list(found.notes), dict(found.cells)
    for name in sorted(found.files.keys() - files.keys()):
        source = name.removesuffix(notebook_cells.SUFFIX) + ".py"
        if source in files:
            notes.append(f"{name} is left out, for {source} is there")
            continue
        try:
            read = notebook_cells.source_of(found.files[name])
            files[source], cells[source] = read.code, read.cells
            notes += [f"{name}, {note}" for note in read.notes]
        except notebook_cells.NotebookError as error:
            problems[source] = str(error)
    return replace(found, files=files, problems=problems, notes=tuple(notes), cells=cells)


def from_bundles(found: Submission, course: Course, where: str) -> Submission:
    """Take files that have no exercise's name as bundles. Raises SubmissionError when they answer no exercise."""
    files = files_of_bundles(course, found.files)
    if not files:
        unread = [f"{name}: {problem}" for name, problem in found.problems.items()]
        more = "".join(f"; {what}" for what in told([*unread, *found.notes]))
        raise SubmissionError(
            f"{where} holds no exercise: no file is named exNN_slug.py or defines a function of this course{more}"
        )
    return replace(found, files={**found.files, **files})


def home_of(entries: Iterable[PurePosixPath]) -> PurePosixPath | None:
    """Return the folder of the exercise files: nearest to the top, then with the most of them, then first by name."""
    counts: dict[PurePosixPath, int] = {}
    for entry in entries:
        if is_exercise(entry.name):
            counts[entry.parent] = counts.get(entry.parent, 0) + 1
    return min(counts, key=lambda folder: (len(folder.parts), -counts[folder], str(folder)), default=None)


def files_at_home(entries: Sequence[PurePosixPath]) -> list[PurePosixPath]:
    """Return the files beside those of exercises; where no file is one, those nearest to the top."""
    home, top = home_of(entries), min((len(entry.parts) for entry in entries), default=0)
    return [entry for entry in entries if (len(entry.parts) == top if home is None else entry.parent == home)]


def is_exercise(name: str) -> bool:
    """Say whether a file has the name of an exercise's, as Python or as a notebook."""
    return EXERCISE_FILE.fullmatch(name.replace(notebook_cells.SUFFIX, ".py")) is not None


def told(what: Sequence[str]) -> tuple[str, ...]:
    """Return the first few of what there is to tell, and how many more there are."""
    more = len(what) - LEFT_OUT_TOLD
    return tuple(what) if more <= 1 else (*what[:LEFT_OUT_TOLD], f"and {more} more")


def python_files_below(root: Path) -> tuple[list[PurePosixPath], list[str]]:
    """List what has the name of a Python file or a notebook in a folder and those below it, level by level, bounded.

    Returned beside it: what was not looked into, each as one sentence. Raises OSError where the folder itself is that.
    """
    found: list[PurePosixPath] = []
    notes: list[str] = []
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
                    return found, [*notes, f"it has more than {ENTRIES_LIMIT} entries: the others are left out"]
                path = folder / entry.name
                if path.suffix in SOURCES:
                    found.append(path)
                elif not is_wanted_folder(entry.name):
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    below.append(path)
                elif entry.is_symlink() and (root / path).is_dir():
                    notes.append(f"{plain_line(str(path))} is a link to a folder: left out")
        level = below
    return found, notes


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """List a folder by name, bounded. Raises OSError."""
    with os.scandir(folder) as entries:
        return sorted(islice(entries, ENTRIES_LIMIT + 1), key=lambda entry: entry.name)


def is_wanted(path: PurePosixPath) -> bool:
    """Say whether a file in an archive may belong to the submission."""
    return path.suffix in SOURCES and all(is_wanted_folder(part) for part in path.parts[:-1])


def is_wanted_folder(name: str) -> bool:
    """Say whether a folder may hold a student's own files."""
    return not name.startswith(".") and name not in PASSED_OVER


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
