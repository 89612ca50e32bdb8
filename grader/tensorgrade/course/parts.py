"""Which files of a course are of which exercise: an assignment takes some exercises, and all that is of none.

Packed, they are what another machine grades with.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tensorgrade.course.catalogue import Course, Exercise, read_course
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


def packed(course: Course, chosen: Sequence[Exercise]) -> bytes:
    """Pack all that grading the chosen exercises takes."""
    files = [named for folder in FOLDERS for named in files_of_assignment(course, chosen, folder)]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, place in [(course.root / FILE, Path(FILE)), *files]:
            if path.is_file() and "__pycache__" not in place.parts:
                archive.writestr(place.as_posix(), path.read_bytes())
    return whole.getvalue()


def unpacked(content: bytes, folder: Path) -> Course:
    """Unpack into an empty folder what `packed` made, and read the course."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return read_course(folder)
