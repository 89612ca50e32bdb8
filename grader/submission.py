"""A submission: the Python files that a student hands in, read once, bounded, without running anything."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import EXERCISE_FILE, Course

FILE_LIMIT = 1 << 20
FILES_LIMIT = 500


class SubmissionError(Exception):
    """The path is no submission; the message is one sentence for the user."""


@dataclass(frozen=True)
class Submission:
    """Files by name, and for those that cannot be read one fragment why."""

    name: str
    files: Mapping[str, bytes]
    problems: Mapping[str, str]


def read_submission(path: Path) -> Submission:
    """Read a folder that holds exNN_*.py files, or a folder `exercises` that does. Raises SubmissionError."""
    if not path.exists():
        raise SubmissionError(f"there is no {path}")
    if not path.is_dir():
        raise SubmissionError(f"{path} is a file; give the folder that holds the exNN_*.py files")
    for folder in (path, path / "exercises"):
        if folder.is_dir() and any(EXERCISE_FILE.fullmatch(entry.name) for entry in folder.iterdir()):
            return read_folder(path.resolve().name, folder)
    raise SubmissionError(
        f"{path} holds no exercise: neither it nor {path / 'exercises'} has a file named exNN_slug.py"
    )


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


def read_folder(name: str, folder: Path) -> Submission:
    """Read the Python files of one folder, not those below it."""
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    for path in sorted(folder.glob("*.py"))[:FILES_LIMIT]:
        try:
            if path.is_dir():
                problems[path.name] = "it is a folder and not a file"
            elif path.stat().st_size > FILE_LIMIT:
                problems[path.name] = f"it is larger than {FILE_LIMIT >> 20} MiB"
            else:
                files[path.name] = path.read_bytes()
        except OSError as error:
            problems[path.name] = f"it cannot be read ({error.strerror})"
    return Submission(name, files, problems)
