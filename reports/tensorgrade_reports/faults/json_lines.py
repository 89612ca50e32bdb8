"""A JSON object a line: one a fault, and last the score."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.faults import Fault


def write(result: SubmissionResult, faults: Sequence[Fault]) -> str:
    """Write the objects."""
    score = {"kind": "score", "points": result.points, "possible": result.possible, "final": result.is_final}
    objects = [*map(object_of, faults), score]
    return "".join(f"{msgspec.json.encode(each).decode()}\n" for each in objects)


def object_of(fault: Fault) -> dict[str, object]:
    """Return one fault as an object."""
    place = fault.location
    return {
        "kind": "fault",
        "function": fault.key,
        "name": fault.name,
        "message": fault.message,
        "remedy": fault.remedy,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
