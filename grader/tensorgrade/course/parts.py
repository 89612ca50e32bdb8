"""Which files of a course are of which exercise: an assignment takes some exercises, and all that is of none.

Packed, they are what another machine grades with.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.course.settings import FILE

FOLDERS = ("exercises", "solutions", "answer_key")


def files_of_assignment(course: Course, chosen: Sequence[Exercise], part: str) -> Iterator[tuple[Path, Path]]:
    """Give the files below a folder of the course that belong to the chosen exercises or to none, with their places.

    An exercise has files that are called as it is (`ex01_sums.py`, `test_sums.py`, `sums.md`), and folders.
    """
    others = [exercise for exercise in course.exercises if exercise not in chosen]
    names = {name for other in others for name in (other.file, f"test_{other.slug}.py", f"{other.slug}.md", other.slug)}
    for path in sorted((course.root / part).rglob("*")):
        place = path.relative_to(course.root)
        if path.is_file() and not names & set(place.parts):
            yield path, place


@dataclass(frozen=True)
class Packed:
    """A course for another machine: what was read of it, and the files that grading it takes, as a zip."""

    course: Course
    files: bytes


def packed(course: Course, chosen: Sequence[Exercise]) -> Packed:
    """Pack a course with the chosen exercises alone."""
    files = [named for folder in FOLDERS for named in files_of_assignment(course, chosen, folder)]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, place in [(course.root / FILE, Path(FILE)), *files]:
            if path.is_file() and "__pycache__" not in place.parts:
                archive.writestr(place.as_posix(), path.read_bytes())
    return Packed(replace(course, exercises=tuple(chosen)), whole.getvalue())


def unpacked(whole: Packed, folder: Path) -> Course:
    """Unpack a course into an empty folder, and return it as it is there."""
    with zipfile.ZipFile(io.BytesIO(whole.files)) as archive:
        archive.extractall(folder)

    def there(path: Path) -> Path:
        return folder / path.relative_to(whole.course.root)

    exercises = (
        replace(each, stub=there(each.stub), reference=there(each.reference) if each.reference else None)
        for each in whole.course.exercises
    )
    return replace(whole.course, root=folder, exercises=tuple(exercises))
