"""What of a hand-in counts for nothing, told: one sentence a reason.

In: all files of a hand-in, and what was taken of them. What every student has of a release, and what the grader itself
or nbgrader writes there, is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from tensorgrade.course.catalogue import Course
from tensorgrade.submission.listing import is_placeholder, is_wanted_folder
from tensorgrade.submission.selection import Selection, is_notebook, is_of_course, is_source, place_beside
from tensorgrade.submission.unpacking import is_archive, is_other_archive
from tensorgrade.text import plain_line

NAMES_TOLD = 5
NOT_THE_STUDENTS = {
    *("README.md", "LICENSE", "pyproject.toml", "course.toml", "uv.lock"),
    *("grade-report.html", "grade-junit.xml", "gl-code-quality-report.json"),
    *("timestamp.txt", "submission_secret.txt"),
}
RELEASED = ("kit/requirements.lock", "kit/tensorgrade-*.whl", "notebooks/colab_ex[0-9][0-9]_*.ipynb")
PLACEHOLDER = "a placeholder of iCloud, which did not download the file"
ARCHIVE = "an archive of a kind that is not read; pack it as a zip"
UNREAD = "neither Python nor a notebook, an archive or data"
NO_ANSWER = "a notebook that answers no exercise"
ELSEWHERE = "in another folder than the exercises"
UNNAMED = "data that no code names"


def leftovers(
    course: Course, taken: Selection, files: Mapping[PurePosixPath, bytes], others: Sequence[PurePosixPath]
) -> list[str]:
    """Tell which files count for nothing, and why; `others` are those that were not read at all."""
    sources = b"\n".join(content for name, content in taken.files.items() if name.endswith(".py"))
    used = {*taken.considered, *taken.places.values()}
    reasons = {path: reason_of(course, taken, path, sources) for path in files if path not in used}
    reasons |= {path: reason_of_other(course, taken, path) for path in others}
    return list(sentences({path: reason for path, reason in reasons.items() if is_of_the_student(path)}))


def is_of_the_student(path: PurePosixPath) -> bool:
    """Say whether a student has made a file, rather than the course, a program or a system."""
    is_released = bool(NOT_THE_STUDENTS & set(path.parts)) or any(map(path.match, RELEASED))
    return is_placeholder(path.name) or (all(map(is_wanted_folder, path.parts)) and not is_released)


def reason_of(course: Course, taken: Selection, path: PurePosixPath, sources: bytes) -> str:
    """Say why a file that was read counts for nothing; empty where it may count, or need not be told."""
    if is_notebook(path):
        return NO_ANSWER
    place = place_beside(path, taken.homes)
    if place is None:
        return ELSEWHERE
    if is_source(path) or place not in taken.files or is_of_course(course, place):
        return ""
    is_named = path.name.encode() in sources or f"*{path.suffix}".encode() in sources
    return "" if is_named else UNNAMED


def reason_of_other(course: Course, taken: Selection, path: PurePosixPath) -> str:
    """Say why a file was not read; empty where every student has it."""
    place = place_beside(path, taken.homes)
    if place is not None and is_of_course(course, place):
        return ""
    if is_placeholder(path.name):
        return PLACEHOLDER
    if is_other_archive(path.name):
        return ARCHIVE
    return ELSEWHERE if is_archive(path.name) else UNREAD


def sentences(reasons: Mapping[PurePosixPath, str]) -> Iterator[str]:
    """Say for each reason which files it is of."""
    for reason in (PLACEHOLDER, ARCHIVE, UNREAD, NO_ANSWER, ELSEWHERE, UNNAMED):
        names = [plain_line(str(path)) for path, why in sorted(reasons.items()) if why == reason]
        more = f" and {len(names) - NAMES_TOLD} more" if len(names) > NAMES_TOLD else ""
        if names:
            yield f"passed over, {reason}: {', '.join(names[:NAMES_TOLD])}{more}"
