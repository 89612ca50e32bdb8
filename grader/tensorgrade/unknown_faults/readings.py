"""What readers who knew a fault said of the cause that it was told: `solutions/readings/<slug>.toml`.

    ["modules.LogisticRegression.squashed"]
    true = "It goes wrong at ..."

One table a fault; each key is a verdict, and stands before the cause that it is about. A cause in other words is read
anew; the numbers of its lines do not count.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tensorgrade.course.catalogue import Course, CourseError, Exercise

VERDICTS = ("true", "partly", "false")  # partly: true but for a clause, or with one that misleads
UNREAD = "unread"
Readings = Mapping[str, Mapping[str, str]]  # of each fault the verdict on a cause, by the cause without its lines


def readings_of(course: Course, exercise: Exercise) -> Readings:
    """Read what was said of an exercise; nothing where there is no such file. Raises CourseError."""
    path = readings_path(course, exercise)
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error
    return {fault: verdicts_in(path, fault, table) for fault, table in tables.items()}


def readings_path(course: Course, exercise: Exercise) -> Path:
    """Where the readings of an exercise lie."""
    return course.root / "solutions" / "readings" / f"{exercise.slug}.toml"


def verdicts_in(path: Path, fault: str, table: object) -> dict[str, str]:
    """Return the verdicts on one fault, by the causes. Raises CourseError."""
    if not isinstance(table, dict) or not all(isinstance(cause, str) for cause in table.values()):
        raise CourseError(f"{path}: {fault} is no table of texts")
    if unknown := sorted(table.keys() - {*VERDICTS}):
        raise CourseError(f"{path}: {fault} has the verdict {unknown[0]}; there are {', '.join(VERDICTS)}")
    return {without_lines(cause): verdict for verdict, cause in table.items()}


def without_lines(cause: str) -> str:
    """Take the numbers of lines out of a cause: they change with whatever stands above."""
    return re.sub(r"\bline \d+", "line", cause)


def reading_table(fault: str, verdict: str, cause: str) -> str:
    """Write what is said of a fault, as TOML."""
    return f"[{json.dumps(fault, ensure_ascii=False)}]\n{verdict} = {json.dumps(cause, ensure_ascii=False)}\n"
