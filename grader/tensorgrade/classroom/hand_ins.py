"""Find who handed in what: one hand-in a student in a folder that an instructor downloaded.

Known layouts: a folder, archive, .py file or notebook a student; Gradescope's export (submission_metadata.yml beside
numbered folders); Canvas's (files named student_[LATE_]number_number_file); clones of GitHub Classroom repositories
(assignment-login). A student's name is made visible here, once, where it holds what cannot be seen or is no UTF-8; the
paths keep what the names are. What looks like a hand-in and is a link, a pipe or the like is one that cannot be read.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, repeat
from pathlib import Path

import yaml

from tensorgrade.classroom.roster import local_time, parse_time
from tensorgrade.course.catalogue import EXERCISE_FILE, Course
from tensorgrade.submission.archives import is_archive, limit_of, stem
from tensorgrade.submission.commits import time_of_last_commit
from tensorgrade.submission.read import (
    SOURCES,
    Submission,
    SubmissionError,
    from_bundles,
    python_files_below,
    read_submission,
    unreadable_told,
    without_notebooks,
)
from tensorgrade.submission.reading import ReadingError, fault_at, read_plain
from tensorgrade.text import fault_of_name, plain_line

METADATA_LIMIT = 64 << 20
GRADESCOPE = "submission_metadata.yml"
CANVAS = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<number>\d+)_(?P<file>.+)", re.DOTALL)
CANVAS_COPY = re.compile(r"-\d+(?=\.\w+$)")
READ_TRIES = 3


class ChangingError(SubmissionError):
    """A submission changes while it is read; the message is one fragment for the user."""


@dataclass(frozen=True)
class HandIn:
    """What one student handed in: `paths` is one path, or Canvas's several with the names that they had.

    `names` are all the names by which a roster may know the student. Names are made visible.
    """

    student: str
    paths: tuple[tuple[str, Path], ...]
    names: tuple[str, ...] = ()
    handed_in: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "student", plain_line(self.student))
        object.__setattr__(self, "names", tuple(map(plain_line, self.names)))


def find_hand_ins(folder: Path) -> list[HandIn]:
    """List the hand-ins in a folder, by student. Raises SubmissionError when there is none."""
    if not folder.is_dir():
        reason = "is no folder; unpack it and give the folder" if folder.exists() else "is not there"
        raise SubmissionError(f"{folder} {reason}")
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise SubmissionError(f"{folder} cannot be read ({error.strerror})") from error
    entries = [folder / name for name in names if not name.startswith((".", "__"))]
    if GRADESCOPE in names:
        found = gradescope(folder)
    elif any(CANVAS.fullmatch(path.name) and not is_folder(path) for path in entries):
        found = canvas(entries)
    else:
        found = plain(entries)
    if not found:
        raise SubmissionError(f"{folder} holds no submission: no folder, archive, .py file or notebook")
    return told_apart(found)


def plain(entries: Sequence[Path]) -> list[HandIn]:
    """One folder, archive or file a student; of cloned repositories the common beginning of the names is cut off."""
    own = [path for path in entries if is_hand_in(path)]
    repositories = [path.name for path in own if is_folder(path) and os.path.lexists(path / ".git")]
    common = os.path.commonprefix(repositories) if len(repositories) > 1 else ""  # noqa: RUF071 (of names, not paths)
    prefix = common[: common.rfind("-") + 1]
    found = []
    for path in own:
        name = path.name if is_folder(path) else stem(path.name) if is_archive(path.name) else path.stem
        is_repository = path.name in repositories
        name = (name.removeprefix(prefix) or name) if is_repository else name
        handed_in = time_of_last_commit(path) if is_repository else None
        found.append(HandIn(name, ((path.name, path),), (name, path.name), handed_in))
    return found


def is_folder(path: Path) -> bool:
    """Say whether there is a folder, and not a link to one."""
    return path.is_dir() and not path.is_symlink()


def is_hand_in(path: Path) -> bool:
    """Say whether an entry was handed in: a folder, a file of a known kind, or what only stands where one is due."""
    try:
        kind = os.lstat(path).st_mode
    except OSError:
        return True
    if stat.S_ISREG(kind) or (stat.S_ISLNK(kind) and path.is_file()):
        return is_archive(path.name) or path.suffix in SOURCES
    return True


def canvas(entries: Sequence[Path]) -> list[HandIn]:
    """Gather the files of each student by the names that Canvas gave them."""
    found: dict[tuple[str, str], HandIn] = {}
    for path in entries:
        match = CANVAS.fullmatch(path.name)
        if match is None or is_folder(path):
            continue
        key = (match["name"], match["id"])
        known = found.get(key) or HandIn(match["name"], (), (match["name"], match["id"]))
        found[key] = replace(known, paths=(*known.paths, (CANVAS_COPY.sub("", match["file"]), path)))
    return list(found.values())


def gradescope(folder: Path) -> list[HandIn]:
    """Read Gradescope's list of submitters. Raises SubmissionError when it cannot be read."""
    path = folder / GRADESCOPE
    try:
        listed = yaml.load(read_plain(path, METADATA_LIMIT), PlainLoader)
        return [
            submitter(folder / str(name), record, person)
            for name, record in listed.items()
            if os.path.basename(str(name)) == str(name) and os.path.lexists(folder / str(name))
            for person in record[":submitters"]
        ]
    except ReadingError as error:
        raise SubmissionError(f"{path}: {error}") from error
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SubmissionError(f"{path} is not as Gradescope writes it ({type(error).__name__})") from error


class PlainLoader(yaml.SafeLoader):
    """YAML without merged mappings, which can grow to any size; Gradescope writes none."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Leave a mapping as it is."""


def submitter(path: Path, record: dict[str, object], person: dict[str, object]) -> HandIn:
    """Read one person of one submission."""
    name, email, number = (text_of(person.get(key)) for key in (":name", ":email", ":sid"))
    created = record.get(":created_at")
    handed_in = local_time(created) if isinstance(created, datetime) else None
    if isinstance(created, str) and created:
        handed_in = parse_time(created)
    return HandIn(name or email or path.name, ((path.name, path),), (name, email, number), handed_in)


def text_of(value: object) -> str:
    """Return a word or a number as text; of anything else nothing."""
    return str(value) if isinstance(value, str | int) else ""


def told_apart(found: Iterable[HandIn]) -> list[HandIn]:
    """Sort by name; where two students have one name, add to each what was handed in, and where it must be a hash."""
    ordered = sorted(set(found), key=lambda one: (one.student, one.paths))
    for more in chain([beside], repeat(digest)):
        count = Counter(one.student for one in ordered)
        if len(count) == len(ordered):
            break
        ordered = [one if count[one.student] == 1 else renamed(one, more(one)) for one in ordered]
    return ordered


def renamed(one: HandIn, more: str) -> HandIn:
    """Return a hand-in with something added to its student's name."""
    return replace(one, student=f"{plain_line(one.student, 200)} ({plain_line(more, 100)})")


def beside(one: HandIn) -> str:
    """Say what tells a hand-in from that of another student of the same name."""
    return one.names[-1] if len(one.names) > 1 and one.names[-1] != one.student and one.names[-1] else one.paths[0][0]


def digest(one: HandIn) -> str:
    """Return a hash of what tells a hand-in from all others."""
    return hashlib.sha256(repr(one).encode("utf-8", "backslashreplace")).hexdigest()[:8]


def read_hand_in(one: HandIn, course: Course) -> Submission:
    """Read what a student handed in, all of one moment.

    Raises SubmissionError when it is no submission, ChangingError when it changes while it is read.
    """
    with unreadable_told(one.paths[0][1]):
        for _ in range(READ_TRIES):
            before = stamp(one)
            found = read_once(one, course)
            if stamp(one) == before:
                return replace(found, name=one.student, handed_in=one.handed_in or found.handed_in)
    raise ChangingError("it changes while it is read")


def read_once(one: HandIn, course: Course) -> Submission:
    """Read one path, or put several files together."""
    first, path = one.paths[0]
    if len(one.paths) == 1:
        if told := fault_at(path):
            raise SubmissionError(f"{path} is no submission: {told}")
        if is_folder(path) or is_archive(first):
            return read_submission(path, course)
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    notes: list[str] = []
    handed_in: datetime | None = None
    for name, path in one.paths:
        if fault := fault_of_name(name):
            notes.append(f"{name} {fault}: left out")
        elif is_archive(name) and not fault_at(path):
            packed = read_submission(path, course)
            files |= packed.files
            notes += packed.notes
            handed_in = packed.handed_in
        elif name.endswith(SOURCES) or is_archive(name):
            try:
                files[name] = read_plain(path, limit_of(name))
            except ReadingError as error:
                problems[name] = str(error)
    found = without_notebooks(Submission(one.student, files, problems, tuple(notes), handed_in))
    named = any(EXERCISE_FILE.fullmatch(name) for name in [*found.files, *found.problems])
    return found if named else from_bundles(found, course, first)


def stamp(one: HandIn) -> list[tuple[str, int, int]]:
    """Return names, sizes and times of a hand-in's files, to see whether they change."""
    found = []
    for _, path in one.paths:
        files = [path / entry for entry in python_files_below(path)[0]] if is_folder(path) else [path]
        for file in files:
            try:
                status = os.lstat(file)
                found.append((str(file), status.st_size, status.st_mtime_ns))
            except OSError:
                found.append((str(file), -1, -1))
    return found
