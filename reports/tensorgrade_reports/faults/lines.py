"""A line a fault, as compilers write them: `file:line:column: error: name: what is wrong. What to do. [function]`.

Editors read it with the patterns that they have for compilers. A fault without a place is no line.
"""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.text import inert
from tensorgrade_reports.faults import Fault


def write(result: SubmissionResult, faults: Sequence[Fault]) -> str:
    """Write the lines."""
    return "".join(f"{inert(line_of(fault))}\n" for fault in faults if fault.location)


def line_of(fault: Fault) -> str:
    """Write one fault."""
    place = fault.location
    return f"{place}:{place.column if place else 1}: error: {fault.name}: {fault.told}"
