"""Find who handed in what: one hand-in a student in a folder that an instructor downloaded.

Known layouts: a folder, archive, .py file or notebook a student; Gradescope's export (submission_metadata.yml beside
numbered folders); Canvas's (files named student_[LATE_]number_number_file); clones of GitHub Classroom repositories
(assignment-login).
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import yaml

from grader.archives import is_archive, stem
from grader.catalogue import EXERCISE_FILE, Course
from grader.roster import parse_time
from grader.submission import (
    SOURCES,
    Submission,
    SubmissionError,
    entries_of,
    from_bundles,
    python_files_below,
    read_plain,
    read_submission,
    without_notebooks,
)

GRADESCOPE = "submission_metadata.yml"
CANVAS = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<number>\d+)_(?P<file>.+)", re.DOTALL)
CANVAS_COPY = re.compile(r"-\d+(?=\.\w+$)")
READ_TRIES = 3


class ChangingError(SubmissionError):
    """A submission changes while it is read; the message is one fragment for the user."""


@dataclass(frozen=True)
class HandIn:
    """What one student handed in: `paths` is one path, or Canvas's several with the names that they had.

    `names` are all the names by which a roster may know the student.
    """

    student: str
    paths: tuple[tuple[str, Path], ...]
    names: tuple[str, ...] = ()
    handed_in: datetime | None = None


def find_hand_ins(folder: Path) -> list[HandIn]:
    """List the hand-ins in a folder, by student. Raises SubmissionError when there is none."""
    if not folder.is_dir():
        reason = "is no folder; unpack it and give the folder" if folder.exists() else "is not there"
        raise SubmissionError(f"{folder} {reason}")
    entries = [Path(entry.path) for entry in entries_of(folder) if not entry.name.startswith((".", "__"))]
    if (folder / GRADESCOPE).is_file():
        found = gradescope(folder)
    elif any(CANVAS.fullmatch(path.name) and path.is_file() for path in entries):
        found = canvas(entries)
    else:
        found = plain(entries)
    if not found:
        raise SubmissionError(f"{folder} holds no submission: no folder, archive, .py file or notebook")
    return told_apart(found)


def plain(entries: Sequence[Path]) -> list[HandIn]:
    """One folder, archive or file a student; of cloned repositories the common beginning of the names is cut off."""
    own = [path for path in entries if path.is_dir() or is_archive(path.name) or path.suffix in SOURCES]
    repositories = [path.name for path in own if (path / ".git").exists()]
    common = os.path.commonprefix(repositories) if len(repositories) > 1 else ""  # noqa: RUF071 (of names, not paths)
    prefix = common[: common.rfind("-") + 1]
    found = []
    for path in own:
        name = path.name if path.is_dir() else stem(path.name) if is_archive(path.name) else path.stem
        is_repository = path.name in repositories
        name = name.removeprefix(prefix) if is_repository else name
        handed_in = time_of_last_commit(path) if is_repository else None
        found.append(HandIn(name, ((path.name, path),), (name, path.name), handed_in))
    return found


def time_of_last_commit(repository: Path) -> datetime | None:
    """Ask git for the time of the last commit; None where it cannot tell. Nothing of the repository is run."""
    harmless = ["-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", f"safe.directory={repository}"]
    command = ["git", *harmless, "-C", str(repository), "--no-pager", "log", "-1", "--format=%cI"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True, stdin=subprocess.DEVNULL)
        return parse_time(done.stdout.strip())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def canvas(entries: Sequence[Path]) -> list[HandIn]:
    """Gather the files of each student by the names that Canvas gave them."""
    found: dict[tuple[str, str], HandIn] = {}
    for path in entries:
        match = CANVAS.fullmatch(path.name)
        if match is None or not path.is_file():
            continue
        key = (match["name"], match["id"])
        known = found.get(key) or HandIn(match["name"], (), (match["name"], match["id"]))
        found[key] = replace(known, paths=(*known.paths, (CANVAS_COPY.sub("", match["file"]), path)))
    return list(found.values())


def gradescope(folder: Path) -> list[HandIn]:
    """Read Gradescope's list of submitters. Raises SubmissionError when it cannot be read."""
    path = folder / GRADESCOPE
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [
            submitter(folder / str(name), record, person)
            for name, record in listed.items()
            if (folder / str(name)).is_dir()
            for person in record[":submitters"]
        ]
    except (OSError, yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SubmissionError(f"{path} is not as Gradescope writes it ({type(error).__name__})") from error


def submitter(path: Path, record: dict[str, object], person: dict[str, object]) -> HandIn:
    """Read one person of one submission."""
    name, email, number = (str(person.get(key) or "") for key in (":name", ":email", ":sid"))
    created = record.get(":created_at")
    handed_in = created.astimezone() if isinstance(created, datetime) else parse_time(str(created)) if created else None
    return HandIn(name or email or path.name, ((path.name, path),), (name, email, number), handed_in)


def told_apart(found: Iterable[HandIn]) -> list[HandIn]:
    """Sort by name; where two students have one name, add to each what was handed in."""
    ordered = sorted(found, key=lambda one: (one.student, one.paths))
    count: dict[str, int] = {}
    for one in ordered:
        count[one.student] = count.get(one.student, 0) + 1
    return [
        one if count[one.student] == 1 else replace(one, student=f"{one.student} ({beside(one)})") for one in ordered
    ]


def beside(one: HandIn) -> str:
    """Say what tells a hand-in from that of another student of the same name."""
    return one.names[-1] if len(one.names) > 1 and one.names[-1] != one.student and one.names[-1] else one.paths[0][0]


def read_hand_in(one: HandIn, course: Course) -> Submission:
    """Read what a student handed in, all of one moment.

    Raises SubmissionError when it is no submission, ChangingError when it changes while it is read.
    """
    for _ in range(READ_TRIES):
        before = stamp(one)
        found = read_once(one, course)
        if stamp(one) == before:
            return replace(found, name=one.student, handed_in=one.handed_in or found.handed_in)
    raise ChangingError("it changes while it is read")


def read_once(one: HandIn, course: Course) -> Submission:
    """Read one path, or put several files together."""
    if len(one.paths) == 1 and (one.paths[0][1].is_dir() or is_archive(one.paths[0][0])):
        return read_submission(one.paths[0][1], course)
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    notes: list[str] = []
    handed_in: datetime | None = None
    for name, path in one.paths:
        if is_archive(name):
            packed = read_submission(path, course)
            files |= packed.files
            notes += packed.notes
            handed_in = packed.handed_in
        elif name.endswith(SOURCES):
            content = read_plain(path.parent, path)
            if isinstance(content, bytes):
                files[name] = content
            else:
                problems[name] = content
    found = without_notebooks(Submission(one.student, files, problems, tuple(notes), handed_in))
    named = any(EXERCISE_FILE.fullmatch(name) for name in [*found.files, *found.problems])
    return found if named else from_bundles(found, course, one.paths[0][0])


def stamp(one: HandIn) -> list[tuple[str, int, int]]:
    """Return names, sizes and times of a hand-in's files, to see whether they change."""
    found = []
    for _, path in one.paths:
        files = [path / entry for entry in python_files_below(path)] if path.is_dir() else [path]
        for file in files:
            try:
                status = file.stat()
                found.append((str(file), status.st_size, status.st_mtime_ns))
            except OSError:
                found.append((str(file), -1, -1))
    return found
