"""A submission: the Python files that a student hands in, read once, bounded, without running anything.

It is a folder, a zip or a tar with exNN_*.py files somewhere in it, or a bundle: one .py file that answers several
exercises. A notebook stands for the .py file of its name. What of it counts is chosen in submission.selection. Links
that lead out of the folder are not followed. Names and sentences that come out hold nothing that cannot be seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath

from tensorgrade.course.catalogue import Course
from tensorgrade.exits import InputError
from tensorgrade.python_source import imported_modules, parsed
from tensorgrade.submission.commits import Commit
from tensorgrade.submission.container import ArchiveError
from tensorgrade.submission.leftovers import leftovers
from tensorgrade.submission.listing import files_below, is_wanted
from tensorgrade.submission.notebook_cells import Cells
from tensorgrade.submission.opened_hints import FILE_BYTES, is_hints_file, opened_in
from tensorgrade.submission.plain_file import ReadingError, fault_at, fault_of_error, fault_of_link, read_plain_within
from tensorgrade.submission.selection import is_exercise, is_source, select
from tensorgrade.submission.snapshots import files_of_commit
from tensorgrade.submission.unpacking import (
    LIMITS,
    Unpacked,
    is_archive,
    limit_of,
    newest,
    stem,
    suffixes,
    unpack,
)
from tensorgrade.text import fault_of_name, plain_line

FILES_LIMIT = 500
ARCHIVES_LIMIT = 10
LEFT_OUT_TOLD = 5


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
    of notebooks begin in the source that stands for them. `hints`: how many were opened of each function, by its full
    name; None where nothing tells.
    """

    name: str
    files: Mapping[str, bytes]
    problems: Mapping[str, str]
    notes: tuple[str, ...] = ()
    handed_in: datetime | None = None
    paths: Mapping[str, Path] = field(default_factory=dict, compare=False)
    chosen: tuple[str, ...] = ()
    cells: Mapping[str, Cells] = field(default_factory=dict, compare=False)
    hints: Mapping[str, int] | None = field(default=None, compare=False)

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
        if is_source(PurePosixPath(path.name)):
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
    """Read the exercise files in or below a folder, with the modules and data beside them. Raises SubmissionError."""
    found = files_below(path)
    notes = found.notes
    below = without_solutions(found.files, path, course)
    listed = [entry for entry in below if not is_archive(entry.name)]
    archives = [entry for entry in below if is_archive(entry.name)]
    unpacked = unpacked_where_needed(path, listed, archives)
    entries = {PurePosixPath(name): content for name, content in unpacked.files.items()}
    notes += unpacked.left_out
    problems: dict[PurePosixPath, str] = {}
    for entry in bounded(listed, notes):
        if fault := fault_of_name(str(entry)):
            notes.append(f"{plain_line(str(entry))} {fault}: left out")
            continue
        try:
            entries[entry] = read_plain_within(path, path / entry, limit_of(entry.name))
        except ReadingError as error:
            problems[entry] = str(error)
    for entry in found.hints:
        with suppress(ReadingError):
            entries[entry] = read_plain_within(path, path / entry, FILE_BYTES)
    others = (*found.others, *unpacked.others)
    read = HandedIn(path.resolve().name, str(path), entries, problems, tuple(notes), root=path, others=others)
    return assembled(read, course)


def unpacked_where_needed(root: Path, listed: Sequence[PurePosixPath], archives: Sequence[PurePosixPath]) -> Unpacked:
    """Read the archives in a folder that holds no exercise otherwise; those that lie in one that does are told."""
    homes = {entry.parent for entry in listed if is_exercise(entry.name)}
    if not homes:
        return unpacked_below({entry: root / entry for entry in archives})
    beside = [entry.name for entry in archives if entry.parent in homes]
    notes = [f"{plain_line(name)} is not opened, for exercises lie beside it" for name in beside]
    return Unpacked(left_out=notes, others=[entry for entry in archives if entry.parent not in homes])


def unpacked_below(archives: Mapping[PurePosixPath, Path]) -> Unpacked:
    """Read archives, by their places in a hand-in, each as a folder of its name; what cannot be read is told."""
    whole = Unpacked()
    room = LIMITS.total
    for entry, path in islice(archives.items(), ARCHIVES_LIMIT):
        try:
            if fault := fault_at(path):
                raise ArchiveError(fault)
            unpacked = unpack(path, is_wanted, replace(LIMITS, total=room))
        except ArchiveError as error:
            whole.left_out.append(f"{plain_line(str(entry))} {str(error).removeprefix('it ')}: left out")
            continue
        room -= sum(map(len, unpacked.files.values()))
        whole.files |= {str(entry / name): content for name, content in unpacked.files.items()}
        whole.others += [entry / other for other in unpacked.others]
        whole.newest = newest(whole.newest, unpacked.newest)
        whole.left_out += [f"{plain_line(entry.name)}: {what}" for what in unpacked.left_out]
    if len(archives) > ARCHIVES_LIMIT:
        whole.left_out.append(f"it holds more than {ARCHIVES_LIMIT} archives: the others are left out")
    return whole


def without_solutions(listed: Sequence[PurePosixPath], root: Path, course: Course) -> list[PurePosixPath]:
    """Leave out the course's own solutions, where a folder holds them beside its exercises."""
    solutions, place = course.root.resolve() / "solutions", root.resolve()
    if solutions == place or not solutions.is_relative_to(place):
        return list(listed)
    own = solutions.relative_to(place)
    return [entry for entry in listed if not entry.is_relative_to(own.as_posix())]


def read_archive(path: Path, course: Course) -> Submission:
    """Read the exercise files in an archive, with the modules and data beside them. Raises SubmissionError."""
    return read_unpacked(path, stem(path.name), lambda: unpack(path, is_wanted), course)


def read_commit(path: Path, commit: Commit, course: Course) -> Submission:
    """Read what a clone held at one of its commits. Raises SubmissionError."""
    return read_unpacked(path, path.name, lambda: files_of_commit(path, commit, is_wanted), course)


def read_unpacked(path: Path, name: str, unpacking: Callable[[], Unpacked], course: Course) -> Submission:
    """Read what comes out of an archive, or of what is read like one. Raises SubmissionError."""
    try:
        unpacked = unpacking()
    except ArchiveError as error:
        raise SubmissionError(f"{path} is no submission: {error}") from error
    notes = unpacked.left_out
    listed = sorted(PurePosixPath(file) for file in unpacked.files)
    entries = {entry: unpacked.files[str(entry)] for entry in bounded(listed, notes)}
    others = tuple(unpacked.others)
    read = HandedIn(name, str(path), entries, notes=tuple(notes), handed_in=unpacked.newest, others=others)
    return assembled(read, course)


def read_file(path: Path, course: Course) -> Submission:
    """Read one exercise file, bundle or notebook, and the modules beside it that it imports. Raises SubmissionError."""
    try:
        content = read_plain_within(path.parent, path, limit_of(path.name))
    except ReadingError as error:
        raise SubmissionError(f"{path} is no submission: {error}") from error
    if fault := fault_of_name(path.name):
        raise SubmissionError(f"{path} is no submission: it {fault}")
    entries = {PurePosixPath(path.name): content} | modules_beside(path, content)
    found = assembled(HandedIn(path.stem, str(path), entries, root=path.parent), course)
    if found.problems:
        raise SubmissionError(f"{path} is no submission: {next(iter(found.problems.values()))}")
    return found


def modules_beside(path: Path, content: bytes) -> dict[PurePosixPath, bytes]:
    """Read the modules that a Python file imports and that lie beside it, and what they import in turn."""
    found: dict[PurePosixPath, bytes] = {}
    waiting = [content]
    while waiting and len(found) < FILES_LIMIT:
        tree = parsed(waiting.pop())
        for name in sorted(imported_modules(tree)) if tree else []:
            place = PurePosixPath(f"{name}.py")
            if place in found or place.name == path.name or is_exercise(place.name):
                continue
            with suppress(ReadingError):
                found[place] = read_plain_within(path.parent, path.parent / place, limit_of(place.name))
                waiting.append(found[place])
    return found


@dataclass(frozen=True)
class HandedIn:
    """All that was read of a hand-in, by its place in it: contents, and why others cannot be read.

    where: what it is called in a sentence. root: the folder in which its files lie, if they do. others: what was not
    read, for its name is none of a file that may count.
    """

    name: str
    where: str
    entries: Mapping[PurePosixPath, bytes]
    problems: Mapping[PurePosixPath, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    handed_in: datetime | None = None
    root: Path | None = None
    others: tuple[PurePosixPath, ...] = ()


def assembled(read: HandedIn, course: Course) -> Submission:
    """Choose what counts of a hand-in. Raises SubmissionError where it answers no exercise."""
    entries = {path: content for path, content in read.entries.items() if not is_hints_file(path)}
    selection = select(course, entries, read.problems)
    notes = [*read.notes, *selection.notes, *leftovers(course, selection, entries, read.others)]
    problems = dict(selection.problems)
    for path, problem in read.problems.items():
        if path not in selection.places.values():
            problems[path.name] = problem
    is_named = any(is_exercise(path.name) for path in [*entries, *read.problems])
    if not selection.places and not is_named:
        unread = [f"{name}: {problem}" for name, problem in problems.items()]
        more = "".join(f"; {what}" for what in told([*unread, *notes]))
        raise SubmissionError(
            f"{read.where} holds no exercise: no file is named exNN_slug.py or defines a function of this course{more}"
        )
    paths = {} if read.root is None else {name: read.root / path for name, path in selection.places.items()}
    return Submission(
        read.name,
        selection.files,
        problems,
        told(notes),
        read.handed_in,
        {name: path for name, path in paths.items() if name in selection.files},
        told(selection.chosen),
        selection.cells,
        opened_in((content for path, content in read.entries.items() if is_hints_file(path)), course),
    )


def bounded(listed: Sequence[PurePosixPath], notes: list[str]) -> list[PurePosixPath]:
    """Return those files that are read: all that have an exercise's name, and of the others as many as there may be."""
    first = sorted(listed, key=lambda entry: (not is_exercise(entry.name), len(entry.parts), not is_source(entry)))
    if len(first) > FILES_LIMIT:
        notes.append(f"it has more than {FILES_LIMIT} files: the others are left out")
    return first[:FILES_LIMIT]


def told(what: Sequence[str]) -> tuple[str, ...]:
    """Return the first few of what there is to tell, and how many more there are."""
    more = len(what) - LEFT_OUT_TOLD
    return tuple(what) if more <= 1 else (*what[:LEFT_OUT_TOLD], f"and {more} more")
