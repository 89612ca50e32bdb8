"""Which files of a course are of which exercise: an assignment takes some exercises, and all that is of none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tensorgrade.course.catalogue import Course, Exercise


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
