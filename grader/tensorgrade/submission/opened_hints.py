"""Which hints a student opened: `grade hint` notes it in `.grade/hints.json`, and some hand-ins bring that file.

In: the file, which anybody may have written. Out: of functions that the course has hints for, how many were opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Annotated

import msgspec

from tensorgrade.course.catalogue import Course
from tensorgrade.course.hint_files import hints_of
from tensorgrade.decoding import read_json

FOLDER, FILE = ".grade", "hints.json"
FILE_BYTES = 1 << 16
FILES_LIMIT = 10
Counts = dict[str, Annotated[int, msgspec.Meta(ge=0)]]


def is_hints_file(path: PurePosixPath) -> bool:
    """Say whether a file of a hand-in may tell which hints were opened."""
    return path.parts[-2:] == (FOLDER, FILE)


def counts_in(content: bytes) -> Counts:
    """Return how many hints of each function were opened; nothing where the file cannot be read."""
    try:
        return read_json(content, Counts)
    except msgspec.MsgspecError:
        return {}


def opened_in(contents: Iterable[bytes], course: Course) -> dict[str, int] | None:
    """Return how many hints of each function were opened, by its full name; None where no file tells."""
    told = [counts_in(content) for content in contents if len(content) <= FILE_BYTES]
    if not told:
        return None
    found = {}
    for exercise in course.exercises:
        for function, hints in hints_of(course, exercise).items():
            key = f"{exercise.slug}.{function}"
            if count := max(counts.get(key, 0) for counts in told):
                found[key] = min(count, len(hints))
    return found
