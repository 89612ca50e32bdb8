"""Gradescope's results.json. The total is set by `score`; a hidden check is shown once the work was due."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tensorgrade_reports.platforms import GraderContainer, Platform, StudentFiles
from tensorgrade_reports.sheet import Sheet, SheetLine, points_of

VISIBILITY = {"public": "visible", "hidden": "after_due_date"}


def results(sheet: Sheet) -> bytes:
    """Write the file that an autograder leaves in /autograder/results."""
    document = {
        "score": points_of(sheet.final),
        "execution_time": round(sum(check.seconds for check in sheet.result.checks), 2),
        "output": "\n".join(sheet.changes) or f"{points_of(sheet.final):g} of {points_of(sheet.possible):g} points",
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [test(number, line) for number, line in numbered(sheet)],
        "extra_data": {"final": sheet.result.is_final},
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def numbered(sheet: Sheet) -> list[tuple[str, SheetLine]]:
    """Number the checks by exercise: 1.1, 1.2, 2.1."""
    exercises = list(dict.fromkeys(line.exercise for line in sheet.lines))
    counts = dict.fromkeys(exercises, 0)
    found = []
    for line in sheet.lines:
        counts[line.exercise] += 1
        found.append((f"{exercises.index(line.exercise) + 1}.{counts[line.exercise]}", line))
    return found


def test(number: str, line: SheetLine) -> dict[str, object]:
    """Describe one check."""
    return {
        "score": points_of(line.earned),
        "max_score": points_of(line.possible),
        "status": "passed" if line.status == "pass" else "failed",
        "name": f"{line.exercise}.{line.check.function}: {line.check.title}",
        "number": number,
        "output": line.told,
        "tags": [line.exercise, line.check.function],
        "visibility": VISIBILITY[line.check.visibility],
    }


PLATFORM = Platform(
    "gradescope",
    export=StudentFiles(lambda student: results(student.sheet)),
    ci=GraderContainer(Path("/autograder"), results),
    grader="gradescope-autograder",
)
